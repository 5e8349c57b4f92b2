//! A reviewer at the desk's API, with the session of a browser of their own.

use anyhow::{Context as _, Result, ensure};
use nss_tests::{Browsers, Person, Service};
use serde_json::{Value, json};
use totp_rs::Totp;

const PASSWORD: &str = "correct-horse-9";

/// A request of the page: method, path, body; status and text of the reply.
const ASK: &str = "
    const [method, path, body, done] = arguments;
    const headers = { 'x-nss': '1', 'content-type': 'application/json' };
    fetch(path, { method, headers, body: body ?? undefined })
        .then(async reply => [reply.status, await reply.text()])
        .then(done, error => done([0, String(error)]));";

/// A reviewer who is logged in.
pub(super) struct Reviewer<'a> {
    person: Person<'a>,
}

impl<'a> Reviewer<'a> {
    /// Added by the command; then the first log-in with password and second factor.
    pub(super) async fn begins(service: &'a Service, browsers: &Browsers) -> Result<Self> {
        let arguments = ["staff", "add", "--login", "hanako", "--name", "審査 花子", "--role", "reviewer"];
        let printed = service.runs(&arguments)?;
        let line = |name: &str| {
            let found = printed.lines().find_map(|line| line.strip_prefix(name));
            found.map(str::trim).with_context(|| format!("no 「{name}」 in {printed}"))
        };
        let (first, authenticator) = (line("first password:")?, Totp::from_url(line("second factor:")?)?);
        let reviewer = Self { person: Person::sits_down(service, browsers).await? };
        reviewer.person.opens("/login").await?;
        let log_in = json!({ "login_id": "hanako", "password": first, "code": "" });
        reviewer.asks("POST", "/api/staff/session", &log_in).await?;
        let change = json!({ "current": first, "new": PASSWORD });
        let changed = reviewer.asks("POST", "/api/staff/password", &change).await?;
        let now = changed["now"].as_str().context("the server's instant")?;
        let seconds = chrono::DateTime::parse_from_rfc3339(now).map_err(anyhow::Error::msg)?.timestamp();
        let code = json!({ "code": authenticator.generate(seconds.try_into()?).to_string() });
        reviewer.asks("POST", "/api/staff/session/second-factor", &code).await?;
        Ok(reviewer)
    }

    /// The application of a number, as the desk has it.
    pub(super) async fn opens(&self, number: &str) -> Result<Value> {
        let queue = self.asks("GET", &format!("/api/staff/applications?search={number}"), &Value::Null).await?;
        let id = queue["lines"][0]["id"].as_str().with_context(|| format!("{number} is not in {queue}"))?;
        self.asks("GET", &format!("/api/staff/applications/{id}"), &Value::Null).await
    }

    /// Makes a move of an application as it was opened; returns it after that.
    pub(super) async fn moves(&self, seen: &Value, step: &str, reasons: &Value) -> Result<Value> {
        let id = seen["line"]["id"].as_str().context("an application has an id")?;
        let body = json!({ "revision": seen["revision"], "move": step, "reasons": reasons });
        self.asks("POST", &format!("/api/staff/applications/{id}/moves"), &body).await
    }

    /// Closes the browser.
    pub(super) async fn leaves(self) -> Result<()> {
        self.person.leaves().await
    }

    async fn asks(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let sent = if body.is_null() { Value::Null } else { body.to_string().into() };
        let reply = self.person.driver.execute_async(ASK, vec![method.into(), path.into(), sent]).await?;
        let (status, text): (u16, String) = reply.convert()?;
        ensure!((200..300).contains(&status), "{method} {path}: {status} {text}");
        Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? })
    }
}
