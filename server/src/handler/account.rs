//! `POST /api/accounts`: 仮アカウント登録 (N-030 … N-039).

use axum::{Json, extract::State, http::StatusCode};
use nss_core::{
    account::{
        self as account_form,
        life::State as Life,
        limits::{REGISTRATIONS_PER_ADDRESS, REGISTRATIONS_PER_MAIL},
        provisional::expires_at,
    },
    api::{Instant, ProblemKind, Registered, Registration},
    application,
    form::{Draft, Submission, submit},
    mail::{Credentials, provisional_account},
};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set, TryInsertResult};

use crate::{
    app::{App, Shared},
    client::Client,
    openapi::{Guard, JSON_BODY, UNSAFE, problems},
    outbox, password,
    problem::{Body, Refusal},
    rate_limit, registered,
    store::{self, account, draft, millis},
};

problems!(
    RegisterProblems = UNSAFE,
    JSON_BODY,
    &[
        ProblemKind::ConsentOutdated,
        ProblemKind::DraftUnreadable,
        ProblemKind::AnswersFaulty,
        ProblemKind::TooManyTries
    ]
);

/// 仮アカウント登録: makes an account and sends its credentials by mail. The answer and the work are the same whether the address
/// is known or not (F004): every registration makes an account of its own, and nothing is looked up.
#[utoipa::path(
    post,
    path = "/api/accounts",
    params(Guard),
    request_body = Registration,
    responses((status = 202, description = "The mail is queued", body = Registered), RegisterProblems)
)]
pub async fn register_account(
    State(app): State<Shared>,
    client: Client,
    Body(registration): Body<Registration>,
) -> Result<(StatusCode, Json<Registered>), Refusal> {
    if registration.consent.version != app.terms.version {
        return Err(ProblemKind::ConsentOutdated.into());
    }
    let now = app.now();
    let typed =
        Draft::from_wire(&account_form::FORM, &registration.answers).map_err(|_| ProblemKind::DraftUnreadable)?;
    let submission = submit(&typed, now.date_naive()).map_err(|faults| Refusal::faulty(&faults))?;
    let mail = registered::mail(&submission).to_ascii_lowercase();
    let address = client.0.to_string();
    rate_limit::take(&app, [(REGISTRATIONS_PER_MAIL, &mail), (REGISTRATIONS_PER_ADDRESS, &address)]).await?;

    let (plain, hash) = password::draw(&app).await?;
    let transaction = store::begin(&app.store).await?;
    let account = insert(&transaction, &app, &submission, &mail, hash, now).await?;
    let start = draft::ActiveModel {
        id: Set(store::new_id()?),
        account_id: Set(account.id),
        body: Set(serde_json::to_string(&application::start(&typed).to_wire())?),
        revision: Set(1),
        saved_at: Set(millis(now)),
        open_until: Set(draft::FOREVER),
    };
    start.insert(&transaction).await?;
    let login_url = app.config.login_url();
    let credentials = Credentials { login_id: &account.login_id, password: &plain, login_url: &login_url };
    let to = registered::salutation(&submission);
    let letter = provisional_account(&app.config.operator, &to, credentials, &now);
    outbox::queue(&transaction, Some(registered::mail(&submission)), letter, now).await?;
    transaction.commit().await?;
    app.bell.notify_one();
    Ok((StatusCode::ACCEPTED, Json(Registered { expires_at: expires_at(&now) })))
}

/// Writes the account under a login ID that nobody has.
async fn insert(
    transaction: &DatabaseTransaction,
    app: &App,
    submission: &Submission,
    mail: &str,
    password_hash: String,
    now: Instant,
) -> Result<account::Model, Refusal> {
    let model = account::Model {
        id: store::new_id()?,
        login_id: String::new(),
        password_hash,
        mail: mail.to_owned(),
        answers: serde_json::to_string(&submission.wire())?,
        consent_version: app.terms.version.clone(),
        consent_at: millis(now),
        state: Life::Provisional.word().to_owned(),
        queued_at: millis(now),
        expires_at: millis(expires_at(&now)),
    };
    loop {
        let model = account::Model { login_id: password::draw_login_id()?, ..model.clone() };
        let insert = account::Entity::insert(account::ActiveModel::from(model.clone()).reset_all())
            .on_conflict_do_nothing_on([account::Column::LoginId])
            .exec_without_returning(transaction)
            .await?;
        if matches!(insert, TryInsertResult::Inserted(_)) {
            return Ok(model);
        }
    }
}
