//! The review desk over a full store: applications in every state, and a reviewer who is logged in.

use std::path::Path;

use nss_core::api::StaffRole;
use nss_core::review::{Kind, State};
use nss_server::cipher::{Cipher, Purpose};
use nss_server::config::{Environment, read_secret_key};
use nss_server::staff::second_factor::SecondFactors;
use nss_server::store::{self, Store, application, millis, staff, staff_session};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use sha2::{Digest as _, Sha256};

use super::client::Asked;
use super::process::database;
use crate::Failed;

/// Rows of one statement.
const CHUNK: usize = 100;
/// The questions of a reviewer.
pub(crate) const QUESTIONS: [(&str, &str); 6] = [
    ("queue, first page", ""),
    ("queue, every state", "?state=all"),
    ("queue, mine", "?state=all&assignee=me"),
    ("search by number", "?state=all&search=2600777A"),
    ("search by a part of 企業名", "?state=all&search=%E7%AC%AC%EF%BC%97%EF%BC%97%EF%BC%97"),
    ("search that finds nothing", "?state=all&search=%E3%81%AA%E3%81%97"),
];

/// Writes so many applications with this body; returns the reviewer's cookie.
pub(crate) async fn fill(folder: &Path, body: &str, count: u32) -> Result<String, Failed> {
    let store = Store::open(&database(folder, "nss")).await?;
    let now = millis(chrono::Utc::now().fixed_offset());
    let (staff_id, token) = (store::new_id()?, store::new_id()?);
    // The server has no key of its own either.
    let key = read_secret_key(None, Environment::Development)?;
    let factors = SecondFactors::new(Cipher::new(Purpose::SecondFactor, &key, &[]));
    let (_, secret) = factors.draw(&staff_id, "hanako").map_err(|why| why.to_string())?;
    let member = staff::Model {
        id: staff_id.clone(),
        login_id: "hanako".to_owned(),
        name: "審査 花子".to_owned(),
        role: StaffRole::Reviewer.code().to_owned(),
        password_hash: String::new(),
        has_first_password: false,
        secret: secret.text,
        secret_key_id: secret.key_id,
        is_confirmed: true,
        last_step: 0,
        created_at: now,
        logged_in_at: None,
        disabled_at: None,
    };
    let session = staff_session::Model {
        token_hash: store::hex(&Sha256::digest(&token)),
        staff_id: staff_id.clone(),
        created_at: now,
        seen_at: now,
    };
    let transaction = store::begin(&store.db).await?;
    member.into_active_model().reset_all().insert(&transaction).await?;
    session.into_active_model().reset_all().insert(&transaction).await?;
    let mut rows = Vec::new();
    for (nth, state) in (1..=count).zip(State::ALL.iter().cycle()) {
        let row = application::Model {
            id: store::new_id()?,
            draft_id: store::new_id()?,
            account_id: store::new_id()?,
            number: format!("26{nth:05}A"),
            kind: Kind::New.code().to_owned(),
            state: state.code().to_owned(),
            submitted_at: now + i64::from(nth),
            body: body.to_owned(),
            idempotency_key: None,
            revision: 1,
            changed_at: now + i64::from(nth),
            company: format!("ナックスシステム第{}株式会社", wide(nth)),
            office: "本社".to_owned(),
            assignee: (nth % 5 == 0).then(|| staff_id.clone()),
            effective_on: None,
        };
        rows.push(row.into_active_model().reset_all());
    }
    for some in rows.chunks(CHUNK) {
        application::Entity::insert_many(some.to_vec()).exec_without_returning(&transaction).await?;
    }
    transaction.commit().await?;
    store::optimize(&store.db).await?;
    store.close().await?;
    Ok(format!("nss-staff={token}"))
}

/// The request of a page of the queue.
pub(crate) fn asks(cookie: &str, query: &str) -> Asked {
    Asked::get(cookie, format!("/api/staff/applications{query}"))
}

fn wide(number: u32) -> String {
    number.to_string().chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xfee0)).collect()
}
