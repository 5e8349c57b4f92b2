//! What many requests ask of the store at the same time, asked for all of them at once: the way there costs more than what it
//! brings. As in `registrar`, what comes while one question is on its way is the next one, and nobody waits for company.

use std::{collections::HashMap, sync::Arc};

use nss_core::api::ProblemKind;
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect};

use crate::{
    problem::Refusal,
    queue::Queue,
    store::{account, draft, file, session},
};

/// Most that is asked for in one statement.
const MOST: usize = 32;

/// A draft with its files: large, and several may ask for it.
pub type DraftAndFiles = Arc<(draft::Model, Vec<file::Model>)>;
/// A session with its account.
pub type SessionAndAccount = (session::Model, account::Model);

type Found<T> = Result<Option<T>, Refusal>;

/// What waits to be read, and the connections for it.
#[derive(Debug)]
pub struct Reads {
    store: DatabaseConnection,
    sessions: Arc<Queue<String, Found<SessionAndAccount>>>,
    drafts: Arc<Queue<String, Found<DraftAndFiles>>>,
}

impl Reads {
    /// Reads through these connections.
    pub fn new(store: DatabaseConnection) -> Self {
        Self { store, sessions: Arc::default(), drafts: Arc::default() }
    }

    /// The session with that hash, and whose it is.
    pub async fn session(&self, token_hash: String) -> Found<SessionAndAccount> {
        let store = self.store.clone();
        let work = move |hashes: Vec<String>| {
            let store = store.clone();
            async move { dealt(&hashes, sessions(&store, &hashes).await) }
        };
        self.sessions.answer(token_hash, MOST, work).await.unwrap_or_else(given_up)
    }

    /// The draft with that id, and the files that are there.
    pub async fn draft(&self, id: String) -> Found<DraftAndFiles> {
        let store = self.store.clone();
        let work = move |ids: Vec<String>| {
            let store = store.clone();
            async move { dealt(&ids, drafts(&store, &ids).await) }
        };
        self.drafts.answer(id, MOST, work).await.unwrap_or_else(given_up)
    }
}

/// Gives each what was found for it; several may have asked for the same.
fn dealt<T: Clone>(asked: &[String], found: Result<HashMap<String, T>, DbErr>) -> Vec<Found<T>> {
    match found.map_err(Refusal::from) {
        Ok(found) => asked.iter().map(|id| Ok(found.get(id).cloned())).collect(),
        Err(refusal) => asked.iter().map(|_| Err(refusal.clone())).collect(),
    }
}

fn given_up<T>() -> Found<T> {
    tracing::error!("a question to the store was given up");
    Err(ProblemKind::Internal.into())
}

async fn sessions(store: &DatabaseConnection, hashes: &[String]) -> Result<HashMap<String, SessionAndAccount>, DbErr> {
    let whose = session::Entity::belongs_to(account::Entity).from(session::Column::AccountId).to(account::Column::Id);
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.is_in(hashes))
        .join(JoinType::InnerJoin, whose.into())
        .select_also(account::Entity)
        .all(store)
        .await?;
    let found = found.into_iter().filter_map(|(session, account)| Some((session, account?)));
    Ok(found.map(|both| (both.0.token_hash.clone(), both)).collect())
}

async fn drafts(store: &DatabaseConnection, ids: &[String]) -> Result<HashMap<String, DraftAndFiles>, DbErr> {
    let found = draft::Entity::find().filter(draft::Column::Id.is_in(ids)).all(store).await?;
    let mut found: HashMap<_, _> = found.into_iter().map(|draft| (draft.id.clone(), (draft, Vec::new()))).collect();
    for file in file::of_drafts(store, ids.iter().map(String::as_str)).await? {
        if let Some((_, files)) = found.get_mut(&file.draft_id) {
            files.push(file);
        }
    }
    Ok(found.into_iter().map(|(id, both)| (id, Arc::new(both))).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use sea_orm::DbErr;

    use super::dealt;

    #[test]
    fn each_gets_what_it_asked_for_and_a_failure_is_told_to_all() {
        let asked = ["a", "b", "a"].map(str::to_owned);
        let found = HashMap::from([("a".to_owned(), 1), ("c".to_owned(), 3)]);
        let answers: Vec<_> = dealt(&asked, Ok(found)).into_iter().map(Result::unwrap).collect();
        assert_eq!(answers, [Some(1), None, Some(1)]);
        let failed = dealt::<u8>(&asked, Err(DbErr::Custom("no store".to_owned())));
        assert!(failed.len() == 3 && failed.iter().all(Result::is_err));
    }
}
