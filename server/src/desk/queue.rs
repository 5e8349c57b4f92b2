//! The queue: filtered, the oldest first, paged by key.

use nss_core::{
    api::{
        ProblemKind,
        desk::{EVERY_STATE, ME, NOBODY, QUEUE_PAGE, Queue, QueueLine},
    },
    application::office,
    review::{Kind, State},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select, SelectModel, Selector,
    sea_query::{Expr, ExprTrait, LikeExpr},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    error::ApiError,
    store::{application as row, contract, contract_version, instant, is_id, look, staff},
};

/// The filters of the queue. An empty one filters nothing.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Filter {
    /// A state, or `all`; without it the states that wait for a reviewer.
    pub state: String,
    /// `me` or `none`.
    pub assignee: String,
    /// The beginning of 申込受付番号 or 事業所コード, or a part of 企業名 or 事業所名.
    pub search: String,
    /// The `next` of the page before.
    pub after: String,
}

/// The columns of an application that the queue reads: all but its document.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "row::Entity")]
pub struct Line {
    /// Its identity.
    pub id: String,
    /// 申込受付番号.
    pub number: String,
    kind: String,
    state: String,
    company: String,
    office: String,
    submitted_at: i64,
    changed_at: i64,
    revision: i32,
    assignee: Option<String>,
}

impl From<row::Model> for Line {
    fn from(row: row::Model) -> Self {
        let row::Model {
            id, number, kind, state, company, office, submitted_at, changed_at, revision, assignee, ..
        } = row;
        Self { id, number, kind, state, company, office, submitted_at, changed_at, revision, assignee }
    }
}

/// The place of a line in the queue.
#[derive(Clone, Debug)]
struct Key {
    submitted_at: i64,
    id: String,
}

impl Key {
    fn of(line: &Line) -> Self {
        Self { submitted_at: line.submitted_at, id: line.id.clone() }
    }

    fn read(text: &str) -> Option<Self> {
        let (submitted_at, id) = text.split_once('-')?;
        is_id(id).then_some(Self { submitted_at: submitted_at.parse().ok()?, id: id.to_owned() })
    }

    fn write(&self) -> String {
        format!("{}-{}", self.submitted_at, self.id)
    }
}

/// One page of the queue of a member.
pub async fn page(db: &impl ConnectionTrait, filter: &Filter, member_id: &str) -> Result<Queue, ApiError> {
    let (lines, next) = read(db, filter, member_id, QUEUE_PAGE).await?;
    Ok(Queue { lines: to_lines(db, lines, member_id).await?, next })
}

/// At most `count` lines, and the `after` of the next ones.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    filter: &Filter,
    member_id: &str,
    count: u32,
) -> Result<(Vec<Line>, Option<String>), ApiError> {
    // One more line tells whether there is a next page.
    let query = ordered(filter, member_id, count + 1).ok_or(ProblemKind::Malformed)?;
    let mut lines = query.all(db).await?;
    let is_last = lines.len() <= count as usize;
    lines.truncate(count as usize);
    let next = lines.last().filter(|_| !is_last).map(|line| Key::of(line).write());
    Ok((lines, next))
}

/// The oldest lines that the filter lets through; none for a filter that no page sends.
fn ordered(filter: &Filter, member_id: &str, count: u32) -> Option<Selector<SelectModel<Line>>> {
    let lines = filtered(filter, member_id)?.order_by_asc(row::Column::SubmittedAt).order_by_asc(row::Column::Id);
    Some(lines.limit(u64::from(count)).into_partial_model())
}

/// The lines as they are shown to a member.
pub async fn to_lines(
    db: &impl ConnectionTrait,
    lines: Vec<Line>,
    member_id: &str,
) -> Result<Vec<QueueLine>, ApiError> {
    let seen = look::of_member(db, member_id, lines.iter().map(|line| line.id.as_str())).await?;
    let names = staff::names(db).await?;
    let shown = lines.into_iter().map(|line| QueueLine {
        is_news: seen.get(&line.id) != Some(&line.revision),
        kind: Kind::from_code(&line.kind).unwrap_or(Kind::New),
        state: State::from_code(&line.state).unwrap_or(State::Received),
        submitted_at: instant(line.submitted_at),
        changed_at: instant(line.changed_at),
        assignee: line.assignee.and_then(|id| names.get(&id).cloned()),
        id: line.id,
        number: line.number,
        company: line.company,
        office: line.office,
    });
    Ok(shown.collect())
}

/// None for a filter that no page sends.
fn filtered(filter: &Filter, member_id: &str) -> Option<Select<row::Entity>> {
    let mut query = row::Entity::find();
    query = match filter.state.as_str() {
        EVERY_STATE => query,
        "" => {
            let waiting = State::ALL.iter().filter(|state| state.waits_for_reviewer()).map(|state| state.code());
            query.filter(row::Column::State.is_in(waiting))
        }
        code => query.filter(row::Column::State.eq(State::from_code(code)?.code())),
    };
    query = match filter.assignee.as_str() {
        "" => query,
        ME => query.filter(row::Column::Assignee.eq(member_id)),
        NOBODY => query.filter(row::Column::Assignee.is_null()),
        _ => return None,
    };
    if !filter.search.trim().is_empty() {
        query = query.filter(matching(&filter.search));
    }
    if !filter.after.is_empty() {
        let Key { submitted_at, id } = Key::read(&filter.after)?;
        let place = Expr::tuple([Expr::col(row::Column::SubmittedAt), Expr::col(row::Column::Id)]);
        query = query.filter(place.gt(Expr::tuple([Expr::value(submitted_at), Expr::value(id)])));
    }
    Some(query)
}

/// The searched text is written as answers are stored, so that ﾅｯｸｽ finds ナックス.
fn matching(text: &str) -> Condition {
    let name = escaped(&office::NAME.kind.normalise(text));
    let code = escaped(&office::CODE.kind.normalise(text));
    let like = |pattern: String| LikeExpr::new(pattern).escape('\\');
    let contracts = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::OfficeCode.like(like(format!("{code}%"))))
        .into_query();
    let numbers = contract_version::Entity::find()
        .select_only()
        .column(contract_version::Column::Number)
        .filter(contract_version::Column::ContractId.in_subquery(contracts))
        .into_query();
    let part = format!("%{name}%");
    Condition::any()
        .add(row::Column::Number.like(like(format!("{code}%"))))
        .add(row::Column::Company.like(like(part.clone())))
        .add(row::Column::Office.like(like(part)))
        .add(row::Column::Number.in_subquery(numbers))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use nss_core::api::desk::{EVERY_STATE, ME};
    use sea_orm::{ConnectionTrait, DbBackend};

    use super::{Filter, ordered};
    use crate::store::{Store, new_id};

    /// SQLite sorts nothing, and reads the rows of the page alone.
    #[tokio::test]
    async fn every_page_is_read_in_the_order_of_one_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}", folder.path().join("nss.db").display())).await.unwrap();
        let waiting = Filter::default();
        let all = Filter { state: EVERY_STATE.to_owned(), ..Filter::default() };
        let filters = [
            Filter { after: format!("1-{}", new_id().unwrap()), ..waiting.clone() },
            waiting,
            Filter { state: "received".to_owned(), ..Filter::default() },
            Filter { assignee: ME.to_owned(), ..all.clone() },
            Filter { search: "ナックス".to_owned(), ..all.clone() },
            all,
        ];
        for filter in filters {
            let mut asked = ordered(&filter, "", 51).unwrap().into_statement(DbBackend::Sqlite);
            asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
            let steps = store.db.query_all_raw(asked).await.unwrap();
            let plan: Vec<String> = steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
            assert!(plan[0].contains(" application USING INDEX application_by_age"), "{filter:?}: {plan:?}");
            assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{filter:?}: {plan:?}");
        }
    }
}
