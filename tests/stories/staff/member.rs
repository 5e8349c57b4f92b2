//! A member of the staff: added by the command, set up in the browser, logged in.

use anyhow::{Context as _, Result, anyhow};
use nss_tests::{Browsers, Person, Service};
use totp_rs::Totp;

/// The own password of every member.
const PASSWORD: &str = "correct-horse-9";

/// The instant of every set-up. A code opens once, so that the next log-in comes later.
const SET_UP: &str = "2018-10-29T09:10:00+09:00";

/// A member with what a log-in needs.
pub(crate) struct Member {
    login: &'static str,
    first_password: String,
    authenticator: Totp,
}

impl Member {
    /// As `nss staff add` hands the account over.
    pub(crate) fn added(service: &Service, login: &'static str, name: &str, role: &str) -> Result<Self> {
        let arguments = ["staff", "add", "--login", login, "--name", name, "--role", role];
        let printed = service.runs(&arguments)?;
        let line = |name: &str| {
            let found = printed.lines().find_map(|line| line.strip_prefix(name));
            found.map(str::trim).with_context(|| format!("no 「{name}」 in {printed}"))
        };
        let first_password = line("first password:")?.to_owned();
        Ok(Self { login, first_password, authenticator: Totp::from_url(line("second factor:")?)? })
    }

    /// Sets the clock to an instant, since it runs on, and reads the code.
    fn code(&self, service: &Service, instant: &str) -> Result<String> {
        service.set_clock(instant)?;
        let instant = chrono::DateTime::parse_from_rfc3339(instant).map_err(|error| anyhow!("{error}"))?;
        Ok(self.authenticator.generate(instant.timestamp().try_into()?).to_string())
    }

    /// The first log-in, with the first password and no code.
    pub(crate) async fn enters(&self, person: &Person<'_>) -> Result<()> {
        person.opens("/staff").await?;
        person.is_on("審査担当者のログイン").await?;
        person.types("ログインID", self.login).await?;
        person.types("パスワード", &self.first_password).await?;
        person.presses("ログイン").await?;
        person.is_on("パスワード変更").await
    }

    /// Replaces the first password.
    pub(crate) async fn changes_password(&self, person: &Person<'_>) -> Result<()> {
        person.types("今のパスワード", &self.first_password).await?;
        person.types("新しいパスワード", PASSWORD).await?;
        person.types("新しいパスワード（確認用）", PASSWORD).await?;
        person.presses("変更する").await?;
        person.is_on("認証アプリの登録").await
    }

    /// Confirms the second factor, which opens the queue.
    pub(crate) async fn confirms(&self, person: &Person<'_>, service: &Service) -> Result<()> {
        person.types("確認コード", &self.code(service, SET_UP)?).await?;
        person.presses("登録する").await?;
        person.is_on("審査一覧").await
    }

    /// The whole first log-in, at a browser of their own.
    pub(crate) async fn at_work<'a>(&self, service: &'a Service, browsers: &Browsers) -> Result<Person<'a>> {
        let person = Person::sits_down(service, browsers).await?;
        self.enters(&person).await?;
        self.changes_password(&person).await?;
        self.confirms(&person, service).await?;
        Ok(person)
    }

    /// The log-in of every day.
    pub(crate) async fn logs_in(&self, person: &Person<'_>, service: &Service, instant: &str) -> Result<()> {
        person.opens("/staff/login").await?;
        person.types("ログインID", self.login).await?;
        person.types("パスワード", PASSWORD).await?;
        person.types("確認コード", &self.code(service, instant)?).await?;
        person.presses("ログイン").await?;
        person.is_on("審査一覧").await
    }
}
