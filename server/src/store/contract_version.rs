//! The versions of a contract. None is ever changed: the one in force is found by the day.

use std::collections::HashSet;

use chrono::NaiveDate;
use nss_core::{application::FORM, form::Draft, review::State, value::date};
use sea_orm::{ConnectionTrait, JoinType, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*};

use super::{application, contract};

/// One version.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_version")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The contract.
    pub contract_id: String,
    /// The first day on which it is in force, YYYY-MM-DD.
    pub effective_on: String,
    /// 申込受付番号 of the application that it came from.
    pub number: String,
    /// The reviewer who approved it.
    pub approved_by: String,
    /// The instant of the approval.
    pub approved_at: i64,
    /// The submission with the center's answers: wire form, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Its document.
    pub fn document(&self) -> Result<Draft, DbErr> {
        let unreadable = |error: &dyn std::fmt::Display| DbErr::Json(format!("contract {}: {error}", self.contract_id));
        let wire = serde_json::from_str(&self.body).map_err(|error| unreadable(&error))?;
        Draft::from_wire(&FORM, &wire).map_err(|error| unreadable(&error))
    }
}

/// The versions that count: an application that lapsed (無効) or was withdrawn (取下げ) is no contract, and what a change of its
/// company made of it neither.
pub fn standing() -> Select<Entity> {
    let ended = [State::Withdrawn, State::Void].map(State::code);
    let lapsed = with_application().filter(application::Column::State.is_in(ended));
    let lapsed = lapsed.select_only().column(Column::ContractId).into_query();
    with_application().filter(Column::ContractId.not_in_subquery(lapsed))
}

fn with_application() -> Select<Entity> {
    let application = Entity::belongs_to(application::Entity).from(Column::Number).to(application::Column::Number);
    Entity::find().join(JoinType::InnerJoin, application.into())
}

/// A version without its document.
#[derive(Debug, sea_orm::FromQueryResult)]
pub struct Line {
    /// The contract.
    pub contract_id: String,
    /// The first day on which it is in force, YYYY-MM-DD.
    pub effective_on: String,
    /// 申込受付番号 of its application.
    pub number: String,
    /// The identity of its application.
    pub application: String,
}

/// Every version of these contracts that counts, the newest first. A version that an earlier change made anew stands once.
pub async fn history(db: &impl ConnectionTrait, contracts: impl IntoIterator<Item = &str>) -> Result<Vec<Line>, DbErr> {
    let versions = standing().select_only().columns([Column::ContractId, Column::EffectiveOn, Column::Number]);
    let versions = versions.column_as(application::Column::Id, "application");
    let lines = newest_first(versions.filter(Column::ContractId.is_in(contracts)));
    let mut lines: Vec<Line> = lines.into_model().all(db).await?;
    let mut known = HashSet::new();
    lines.retain(|line| known.insert((line.contract_id.clone(), line.number.clone())));
    Ok(lines)
}

/// Those of these contracts that stand.
pub async fn standing_among(
    db: &impl ConnectionTrait,
    mut contracts: Vec<contract::Model>,
) -> Result<Vec<contract::Model>, DbErr> {
    let lines = history(db, contracts.iter().map(|contract| contract.id.as_str())).await?;
    let standing: HashSet<String> = lines.into_iter().map(|line| line.contract_id).collect();
    contracts.retain(|contract| standing.contains(&contract.id));
    Ok(contracts)
}

/// The version of a contract that is in force on a day: of several with one first day, the one that was approved last.
/// None before the first.
pub async fn in_force(db: &impl ConnectionTrait, contract_id: &str, day: NaiveDate) -> Result<Option<Model>, DbErr> {
    let versions = standing().filter(Column::ContractId.eq(contract_id));
    newest_first(versions.filter(Column::EffectiveOn.lte(date::write(day)))).one(db).await
}

/// The versions of a contract that stand one on the other, the first to come into force first: of several with one first day, the
/// one that was approved last has the others in it. Only the last may be the document that a change is begun from.
pub async fn stack(db: &impl ConnectionTrait, contract_id: &str) -> Result<Vec<Model>, DbErr> {
    let mut versions = newest_first(standing().filter(Column::ContractId.eq(contract_id))).all(db).await?;
    versions.dedup_by(|later, earlier| later.effective_on == earlier.effective_on);
    versions.reverse();
    Ok(versions)
}

fn newest_first(versions: Select<Entity>) -> Select<Entity> {
    versions.order_by_desc(Column::EffectiveOn).order_by_desc(Column::ApprovedAt).order_by_desc(Column::Id)
}

/// The version that the approval of an application made: as an earlier change that was approved later has left it.
pub async fn of_application(
    db: &impl ConnectionTrait,
    application: &application::Model,
) -> Result<Option<Model>, DbErr> {
    let own = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::AccountId.eq(&application.account_id));
    let of_contract = Entity::find().filter(Column::ContractId.in_subquery(own.into_query()));
    newest_first(of_contract.filter(Column::Number.eq(&application.number))).one(db).await
}
