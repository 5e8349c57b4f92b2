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
    account::{applicant_answers, password},
    error::ApiError,
    http::{
        client_ip::ClientIp,
        openapi::{Guard, JSON_BODY, UNSAFE, problems},
        problem::Body,
    },
    mail::outbox::Recipient,
    state::AppState,
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

/// 仮アカウント登録: makes an account and sends its credentials by mail. The answer and the work are the same whether the
/// address is known or not (F004): every registration makes an account of its own, and nothing is looked up.
#[utoipa::path(
    post,
    path = "/api/accounts",
    params(Guard),
    request_body = Registration,
    responses((status = 202, description = "The mail is queued", body = Registered), RegisterProblems)
)]
pub async fn register_account(
    State(app): State<AppState>,
    client: ClientIp,
    Body(registration): Body<Registration>,
) -> Result<(StatusCode, Json<Registered>), ApiError> {
    if registration.consent.version != app.terms.version {
        return Err(ProblemKind::ConsentOutdated.into());
    }
    let now = app.clock.now();
    let answers =
        Draft::from_wire(&account_form::FORM, &registration.answers).map_err(|_| ProblemKind::DraftUnreadable)?;
    let submission = submit(&answers, now.date_naive()).map_err(|faults| ApiError::faulty(&faults))?;
    let mail = applicant_answers::compared(applicant_answers::mail(&submission));
    let address = client.0.to_string();
    app.rate_limiter.count([(REGISTRATIONS_PER_MAIL, &mail), (REGISTRATIONS_PER_ADDRESS, &address)]).await?;

    let (plain, hash) = app.passwords.draw().await?;
    let transaction = store::begin(&app.store.db).await?;
    let account = insert(&transaction, &app.terms.version, &submission, &mail, hash, now).await?;
    let start = draft::ActiveModel {
        id: Set(store::new_id()?),
        account_id: Set(account.id.clone()),
        body: Set(serde_json::to_string(&application::start(&answers).to_wire())?),
        revision: Set(1),
        saved_at: Set(millis(now)),
        open_until: Set(draft::FOREVER),
        settings_of: Set(None),
        change_of: Set(None),
    };
    start.insert(&transaction).await?;
    let login_url = app.config.login_url();
    let credentials = Credentials { login_id: &account.login_id, password: &plain, login_url: &login_url };
    let to = applicant_answers::salutation(&submission);
    let mail = provisional_account(&app.config.operator, &to, credentials, &now);
    let recipient = Recipient { account_id: &account.id, address: applicant_answers::mail(&submission) };
    app.outbox.queue(&transaction, Some(recipient), mail, now).await?;
    transaction.commit().await?;
    app.outbox.notify();
    Ok((StatusCode::ACCEPTED, Json(Registered { expires_at: expires_at(&now) })))
}

/// Inserts the account under an unused login ID.
async fn insert(
    transaction: &DatabaseTransaction,
    consent_version: &str,
    submission: &Submission,
    mail: &str,
    password_hash: String,
    now: Instant,
) -> Result<account::Model, ApiError> {
    let model = account::Model {
        id: store::new_id()?,
        login_id: String::new(),
        password_hash,
        reissued_hash: None,
        mailed_hash: None,
        mail: mail.to_owned(),
        answers: serde_json::to_string(&submission.wire())?,
        consent_version: consent_version.to_owned(),
        consent_at: millis(now),
        state: Life::Provisional.code().to_owned(),
        queued_at: millis(now),
        expires_at: millis(expires_at(&now)),
    };
    loop {
        let model = account::Model { login_id: password::draw_login_id()?, ..model.clone() };
        let insert = account::Entity::insert(account::ActiveModel::from(model.clone()).reset_all())
            .on_conflict_do_nothing_on([account::Column::LoginId])
            .exec_without_returning(transaction)
            .await?;
        // A conflict is an insert of no row.
        if matches!(insert, TryInsertResult::Inserted(1)) {
            return Ok(model);
        }
    }
}
