//! Sessions: a random token in a cookie, its hash in the store.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use nss_core::api::{Instant, ProblemKind};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, ExprTrait},
};
use sha2::{Digest, Sha256};

use crate::{
    app::{App, Shared},
    problem::Refusal,
    settings::Config,
    store::{account, hex, instant, millis, random, session},
};

/// Milliseconds after which a session ends in any case: 12 hours.
const MOST_MILLIS: i64 = 12 * 3600 * 1000;
/// Milliseconds for which it is known that somebody was there, without writing it anew.
const SEEN_MILLIS: i64 = 30_000;

/// Somebody who is logged in, with an account that is open.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The account.
    pub account: account::Model,
    /// The session.
    pub session: session::Model,
}

impl Visitor {
    /// When this session ends unless something is done.
    pub fn ends_at(&self, config: &Config) -> Instant {
        instant(ends_at(&self.session, config))
    }
}

fn ends_at(session: &session::Model, config: &Config) -> i64 {
    Ord::min(session.seen_at + i64::from(config.session_idle) * 1000, session.created_at + MOST_MILLIS)
}

impl FromRequestParts<Shared> for Visitor {
    type Rejection = Refusal;

    /// Being asked for is activity: the idle time begins anew.
    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Refusal> {
        let now = app.now();
        let mut visitor = find(app, &parts.headers).await?.ok_or(ProblemKind::SessionMissing)?;
        if !visitor.account.is_open_at(now) {
            return Err(Refusal::because(
                ProblemKind::DraftLocked,
                "仮アカウントの期限（48時間）を過ぎました。再度、仮アカウントの登録をお願いします。",
            ));
        }
        touch(app, &mut visitor.session, now).await?;
        Ok(visitor)
    }
}

impl OptionalFromRequestParts<Shared> for Visitor {
    type Rejection = Refusal;

    /// Only looks: it extends nothing. Nobody is there when the account has ended.
    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Option<Self>, Refusal> {
        let visitor = find(app, &parts.headers).await?;
        Ok(visitor.filter(|visitor| visitor.account.is_open_at(app.now())))
    }
}

async fn find(app: &App, headers: &HeaderMap) -> Result<Option<Visitor>, Refusal> {
    let Some(token) = token(headers, &app.config) else { return Ok(None) };
    let Some((session, account)) = session::with_account(&app.reads, &hash(token)).await? else { return Ok(None) };
    let is_running = millis(app.now()) < ends_at(&session, &app.config);
    Ok(is_running.then_some(Visitor { account, session }))
}

/// Kept to the half minute: whoever types saves every second, and each write to the store costs as much as the save itself.
async fn touch(app: &App, session: &mut session::Model, now: Instant) -> Result<(), DbErr> {
    if (session.seen_at..session.seen_at + SEEN_MILLIS).contains(&millis(now)) {
        return Ok(());
    }
    session.seen_at = millis(now);
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(session.seen_at))
        .filter(session::Column::TokenHash.eq(&session.token_hash))
        .exec(&app.store)
        .await
        .map(drop)
}

/// Begins a session and gives its cookie. What the browser held before is ended: the token is new at every login.
pub async fn begin(app: &App, headers: &HeaderMap, account: account::Model) -> Result<(Visitor, HeaderValue), Refusal> {
    end(app, headers).await?;
    let token = hex(&random::<32>()?);
    let now = millis(app.now());
    let row = session::ActiveModel {
        token_hash: Set(hash(&token)),
        account_id: Set(account.id.clone()),
        created_at: Set(now),
        seen_at: Set(now),
    };
    let session = row.insert(&app.store).await?;
    Ok((Visitor { account, session }, cookie(&token, &app.config, "")))
}

/// Ends the session of the browser and gives the cookie that clears its cookie.
pub async fn end(app: &App, headers: &HeaderMap) -> Result<HeaderValue, DbErr> {
    if let Some(token) = token(headers, &app.config) {
        session::Entity::delete_by_id(hash(token)).exec(&app.store).await?;
    }
    Ok(cookie("", &app.config, "; Max-Age=0"))
}

/// Ends every session of an account: its password has changed.
pub async fn end_all(store: &impl ConnectionTrait, account_id: &str) -> Result<(), DbErr> {
    session::Entity::delete_many().filter(session::Column::AccountId.eq(account_id)).exec(store).await.map(drop)
}

/// Removes the rows of sessions that have ended.
pub async fn forget_ended(app: &App) -> Result<(), DbErr> {
    let now = millis(app.now());
    let idle = session::Column::SeenAt.lte(now - i64::from(app.config.session_idle) * 1000);
    let old = session::Column::CreatedAt.lte(now - MOST_MILLIS);
    session::Entity::delete_many().filter(idle.or(old)).exec(&app.store).await.map(drop)
}

/// `__Host-` binds the cookie to this host and to https; on http (development) a browser would drop it.
fn name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-nss" } else { "nss" }
}

fn cookie(token: &str, config: &Config, rest: &str) -> HeaderValue {
    let secure = if config.is_https() { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{rest}", name(config));
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

fn token<'a>(headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name(config)).map(|(_, token)| token)
}

fn hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}
