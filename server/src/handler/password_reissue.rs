//! `POST /api/password-reissues`: a lost password is replaced by mail. Always the same answer, and the same work (F004).

use axum::{Json, extract::State, http::StatusCode};
use nss_core::{
    account::limits::{REISSUES_PER_ADDRESS, REISSUES_PER_MAIL},
    api::{Accepted, Instant, PasswordReissue, ProblemKind},
    mail::{Credentials, Mail, Salutation, reissue},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    app::{App, Shared},
    client::Client,
    openapi::{Guard, JSON_BODY, UNSAFE, problems},
    outbox, password,
    problem::{Body, Refusal},
    rate_limit, registered, session,
    store::{self, account, instant, millis},
};

/// Most bytes of an address (RFC 5321); a longer text is nobody's.
const LONGEST: usize = 254;

problems!(ReissueProblems = UNSAFE, JSON_BODY, &[ProblemKind::TooManyTries]);

/// Replaces the password of the latest open account of an address, by mail; its 48 hours go on. The answer is always the same.
#[utoipa::path(
    post,
    path = "/api/password-reissues",
    params(Guard),
    request_body = PasswordReissue,
    responses((status = 202, description = "The request was accepted", body = Accepted), ReissueProblems)
)]
pub async fn reissue_password(
    State(app): State<Shared>,
    client: Client,
    Body(asked): Body<PasswordReissue>,
) -> Result<(StatusCode, Json<Accepted>), Refusal> {
    let typed = asked.mail.trim().to_ascii_lowercase();
    let mail = if typed.len() > LONGEST || typed.contains('\0') { String::new() } else { typed };
    let address = client.0.to_string();
    rate_limit::take(&app, [(REISSUES_PER_MAIL, &mail), (REISSUES_PER_ADDRESS, &address)]).await?;
    let now = app.now();
    let (plain, hash) = password::draw(&app).await?;
    let transaction = store::begin(&app.store).await?;
    let is_open = Condition::any().add(account::Column::State.eq("applied")).add(
        Condition::all().add(account::Column::State.eq("provisional")).add(account::Column::ExpiresAt.gt(millis(now))),
    );
    let found = account::Entity::find()
        .filter(account::Column::Mail.eq(&mail))
        .filter(account::Column::Mail.ne(""))
        .filter(is_open)
        .order_by_desc(account::Column::QueuedAt)
        .one(&transaction)
        .await?;
    let id = found.as_ref().map_or("", |account| &account.id);
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(hash))
        .filter(account::Column::Id.eq(id))
        .exec(&transaction)
        .await?;
    session::end_all(&transaction, id).await?;
    let (recipient, letter) = letter(&app, found.as_ref(), &plain, now)?;
    outbox::queue(&transaction, recipient.as_deref(), letter, now).await?;
    transaction.commit().await?;
    app.bell.notify_one();
    Ok((StatusCode::ACCEPTED, Json(Accepted { accepted: true })))
}

/// The mail; for nobody it is written all the same, and not sent.
fn letter(
    app: &App,
    account: Option<&account::Model>,
    plain: &str,
    now: Instant,
) -> Result<(Option<String>, Mail), Refusal> {
    let login_url = app.config.login_url();
    let login_id = account.map_or("0000000", |account| &account.login_id);
    let credentials = Credentials { login_id, password: plain, login_url: &login_url };
    let (recipient, to, end) = match account {
        Some(account) => {
            let registration = registered::of(account)?;
            let end = (account.state == "provisional").then(|| instant(account.expires_at));
            (Some(registered::mail(&registration).to_owned()), registered::salutation(&registration), end)
        }
        None => (None, Salutation::default(), Some(now)),
    };
    Ok((recipient, reissue(&app.config.operator, &to, credentials, end.as_ref())))
}
