//! Logged-in applicants with complete drafts, inserted before the measurement.

use std::path::Path;

use nss_core::account::life::State;
use nss_core::application;
use nss_core::file::FileType;
use nss_core::form::{Draft, Wire, submit};
use nss_server::account::password::PasswordHasher;
use nss_server::store::{self, Store, account, draft, file, millis, session};
use nss_tests::generate;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use sha2::{Digest as _, Sha256};

use super::client::Asked;
use super::process::database;
use crate::Failed;

/// One applicant.
pub(crate) struct User {
    /// Its session cookie.
    pub(crate) cookie: String,
    /// The id of the draft.
    pub(crate) draft: String,
    /// Its login ID.
    pub(crate) login_id: String,
}

impl User {
    /// 登録 of the draft as it stands.
    pub(crate) fn registers(&self) -> Asked {
        Asked::of(self, "POST", format!("/api/drafts/{}/submission", self.draft), r#"{"revision":1}"#.to_owned())
    }
}

/// All of them.
pub(crate) struct Crowd {
    /// The applicants.
    pub(crate) users: Vec<User>,
    /// The content of each draft.
    pub(crate) draft: serde_json::Value,
    /// The password of all.
    pub(crate) password: String,
    /// The submission that each 登録 stores: the bare handler gets the same bytes.
    pub(crate) submission: String,
}

impl Crowd {
    /// Writes so many into a new database in the folder.
    pub(crate) async fn gather(folder: &Path, count: usize) -> Result<Self, Failed> {
        let store = Store::open(&database(folder, "nss")).await?;
        let wire = generate::complete(&application::FORM);
        let now = chrono::Utc::now().fixed_offset();
        let submission =
            submit(&Draft::from_wire(&application::FORM, &wire).map_err(|why| why.to_string())?, now.date_naive())
                .map_err(|faults| format!("{faults:?}"))?;
        let body = serde_json::to_string(&wire)?;
        let registration = serde_json::to_string(&generate::complete(&nss_core::account::FORM))?;
        let (password, hash) = PasswordHasher::new()?.draw().await?;
        let transaction = store::begin(&store.db).await?;
        let mut users = Vec::new();
        for number in 0..count {
            let (account_id, draft_id, token) = (store::new_id()?, store::new_id()?, store::new_id()?);
            let account = account::ActiveModel {
                id: Set(account_id.clone()),
                login_id: Set(format!("{number:07}")),
                password_hash: Set(hash.clone()),
                reissued_hash: Set(None),
                mailed_hash: Set(None),
                mail: Set(String::new()),
                answers: Set(registration.clone()),
                consent_version: Set(String::new()),
                consent_at: Set(millis(now)),
                state: Set(State::Provisional.code().to_owned()),
                queued_at: Set(millis(now)),
                expires_at: Set(millis(now) + 48 * 3_600_000),
            };
            account.insert(&transaction).await?;
            let draft = draft::ActiveModel {
                id: Set(draft_id.clone()),
                account_id: Set(account_id.clone()),
                body: Set(body.clone()),
                revision: Set(1),
                saved_at: Set(millis(now)),
                open_until: Set(draft::FOREVER),
                settings_of: Set(None),
                change_of: Set(None),
            };
            draft.insert(&transaction).await?;
            for file in files(&wire, &draft_id, millis(now))? {
                file.into_active_model().insert(&transaction).await?;
            }
            let session = session::ActiveModel {
                token_hash: Set(store::hex(&Sha256::digest(&token))),
                account_id: Set(account_id),
                created_at: Set(millis(now)),
                seen_at: Set(millis(now)),
            };
            session.insert(&transaction).await?;
            users.push(User { cookie: format!("nss={token}"), draft: draft_id, login_id: format!("{number:07}") });
        }
        transaction.commit().await?;
        store.close().await?;
        let submission = serde_json::to_string(&submission.wire())?;
        Ok(Self { users, draft: serde_json::to_value(&wire)?, password, submission })
    }
}

/// The files of the draft's rows; their bytes are never requested.
fn files(wire: &Wire, draft_id: &str, at: i64) -> Result<Vec<file::Model>, Failed> {
    let mut files = Vec::new();
    for section in application::FORM.sections().filter(|section| section.holds_files) {
        for row in wire.rows.get(section.key).into_iter().flatten() {
            let answer = |key: &str| wire.answers[&format!("{}.{row}.{key}", section.key)].clone();
            files.push(file::Model {
                id: store::new_id()?,
                draft_id: draft_id.to_owned(),
                list: section.key.to_owned(),
                row: row.clone(),
                name: answer("name"),
                size: answer("size").parse()?,
                kind: FileType::Pdf.code().to_owned(),
                sha256: String::new(),
                state: file::state::KEPT.to_owned(),
                revision: 1,
                arrived_at: at,
                looked_at: at,
                loose_since: None,
            });
        }
    }
    Ok(files)
}
