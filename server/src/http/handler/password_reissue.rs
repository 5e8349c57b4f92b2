//! `POST /api/password-reissues`: a lost password is replaced by mail. Always the same answer, and the same work
//! (F004). Anybody can ask for it who knows the address: the old password and its sessions stand until the mailed one is
//! first used. From 利用開始日 on an office that lost its password comes back in the same way; the passwords of its ID notice
//! never go by mail.

use axum::{Json, extract::State, http::StatusCode};
use nss_core::{
    account::limits::{REISSUES_PER_ADDRESS, REISSUES_PER_MAIL},
    api::{Accepted, Instant, PasswordReissue, ProblemKind},
    mail::{Credentials, Mail, Salutation, reissue, reissue_to_office},
    value::email::MAX,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr, sea_query::ExprTrait};

use crate::{
    account::applicant_answers,
    config::Config,
    error::ApiError,
    http::{
        client_ip::ClientIp,
        openapi::{Guard, JSON_BODY, UNSAFE, problems},
        problem::Body,
    },
    mail::outbox::Recipient,
    security::SecurityEvent,
    state::AppState,
    store::{self, account, instant, millis},
};

problems!(ReissueProblems = UNSAFE, JSON_BODY, &[ProblemKind::TooManyTries]);

/// Mails another password for the latest open account of an address; its 48 hours go on. It replaces the old one when
/// it is first used, and the one that was mailed before at once. The answer is always the same.
#[utoipa::path(
    post,
    path = "/api/password-reissues",
    params(Guard),
    request_body = PasswordReissue,
    responses((status = 202, description = "The request was accepted", body = Accepted), ReissueProblems)
)]
pub async fn reissue_password(
    State(app): State<AppState>,
    client: ClientIp,
    Body(request): Body<PasswordReissue>,
) -> Result<(StatusCode, Json<Accepted>), ApiError> {
    let mail = Some(applicant_answers::compared(&request.mail)).filter(|mail| mail.len() <= MAX).unwrap_or_default();
    let address = client.0.to_string();
    app.rate_limiter.count([(REISSUES_PER_MAIL, &mail), (REISSUES_PER_ADDRESS, &address)]).await?;
    let now = app.clock.now();
    let until_end = account::Column::State.is_in(["provisional", "ended"]);
    let is_open = Condition::any()
        .add(account::Column::State.is_in(["applied", "in-use"]))
        .add(until_end.and(account::Column::ExpiresAt.gt(millis(now))));
    let found = account::Entity::find()
        .filter(account::Column::Mail.eq(&mail))
        .filter(account::Column::Mail.ne(""))
        .filter(is_open.clone())
        .order_by_desc(account::Column::QueuedAt)
        .one(&app.store.read_db)
        .await?;
    let (plain, hash) = app.passwords.draw_again(found.as_ref().map(|account| &*account.password_hash)).await?;
    let transaction = store::begin(&app.store.db).await?;
    account::Entity::update_many()
        .col_expr(account::Column::MailedHash, Expr::value(hash))
        .filter(account::Column::Id.eq(found.as_ref().map_or("", |account| &account.id)))
        .filter(is_open)
        .exec(&transaction)
        .await?;
    let (address, mail) = compose(&app.config, found.as_ref(), &plain, now)?;
    let recipient = found.as_ref().zip(address.as_deref());
    let recipient = recipient.map(|(account, address)| Recipient { account_id: &account.id, address });
    app.outbox.queue(&transaction, recipient, mail, now).await?;
    transaction.commit().await?;
    SecurityEvent::PasswordReissue(found.as_ref().map(|account| &*account.id)).record();
    app.outbox.notify();
    Ok((StatusCode::ACCEPTED, Json(Accepted { accepted: true })))
}

/// The mail. Without an account it is composed all the same, for nobody.
fn compose(
    config: &Config,
    account: Option<&account::Model>,
    plain: &str,
    now: Instant,
) -> Result<(Option<String>, Mail), ApiError> {
    let login_url = config.login_url();
    let login_id = account.map_or("0000000", |account| &account.login_id);
    let credentials = Credentials { login_id, password: plain, login_url: &login_url };
    let (recipient, to, end) = match account {
        Some(account) => {
            let registration = applicant_answers::registration(account)?;
            let end = (account.state == "provisional").then(|| instant(account.expires_at));
            (Some(applicant_answers::mail(&registration).to_owned()), applicant_answers::salutation(&registration), end)
        }
        None => (None, Salutation::default(), Some(now)),
    };
    let mail = match account {
        Some(office) if office.state == "in-use" => reissue_to_office(&config.operator, &to, credentials),
        _ => reissue(&config.operator, &to, credentials, end.as_ref()),
    };
    Ok((recipient, mail))
}
