//! Interruptions, their moment, and the recovery of the person.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use chrono::{DateTime, FixedOffset, TimeDelta};
use nss_tests::browser::{POLL_INTERVAL, TIMEOUT};
use nss_tests::generate::Random;
use nss_tests::{Browsers, Person, Profile, Service};
use thirtyfour::prelude::*;

/// The kinds of interruption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// The browser is killed.
    Browser,
    /// The server is killed.
    Server,
    /// The network is down for a while.
    Network,
    /// The network goes down, and then the browser is killed.
    NetworkThenBrowser,
    /// The session expires.
    Session,
}

/// One interruption.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) what: Break,
    /// Time after the last key: before the debounced save, about when it is sent, or later.
    pub(super) after: Duration,
    /// Number of keys that are struck after it, before the person notices.
    pub(super) blind: usize,
    /// Whether the person reloads the page or the page recovers by itself.
    pub(super) reloads: bool,
}

impl Cut {
    pub(super) fn draw(random: &mut Random) -> Self {
        let what = match random.below(10) {
            0..3 => Break::Browser,
            3..5 => Break::Server,
            5..6 => Break::Network,
            6..8 => Break::NetworkThenBrowser,
            _ => Break::Session,
        };
        let (from, to) = [(0, 1), (0, 650), (650, 800), (800, 1500)][random.below(4)];
        let after = from + random.below(to - from);
        Self { what, after: Duration::from_millis(after as u64), blind: random.below(4), reloads: random.one_in(2) }
    }
}

/// The person, and the processes around them.
pub(super) struct Scene<'a> {
    pub(super) service: &'a Service,
    pub(super) browsers: &'a Browsers,
    pub(super) profile: Profile,
    pub(super) person: Person<'a>,
    pub(super) credentials: (String, String),
    /// The path of the present page.
    pub(super) path: String,
    /// The instant to which the server's clock was set, and the time of the setting.
    pub(super) clock: (DateTime<FixedOffset>, Instant),
}

/// The session expires after half an hour (F008).
const IDLE: TimeDelta = TimeDelta::minutes(31);

impl Scene<'_> {
    /// Interrupts.
    pub(super) async fn breaks(&mut self, cut: Cut) -> Result<()> {
        // This delay waits for no condition: it is the random moment of the interruption.
        tokio::time::sleep(cut.after).await;
        match cut.what {
            Break::Browser => self.kills_browser().await,
            Break::Server => self.service.stop(),
            Break::Network | Break::NetworkThenBrowser => self.person.has_network(false, None).await,
            Break::Session => {
                let (set, since) = self.clock;
                let now = set + TimeDelta::seconds(i64::try_from(since.elapsed().as_secs())?) + IDLE;
                self.clock = (now, Instant::now());
                self.service.set_clock(&now.to_rfc3339())
            }
        }
    }

    /// Recovers, and continues at the same page.
    pub(super) async fn mends(&mut self, cut: Cut) -> Result<()> {
        match cut.what {
            Break::Browser => return self.comes_back().await,
            Break::NetworkThenBrowser => {
                self.kills_browser().await?;
                return self.comes_back().await;
            }
            Break::Server => self.service.start_again().await?,
            Break::Network => self.person.has_network(true, None).await?,
            // The page learns of an expired session only from a refused request.
            Break::Session if !cut.reloads && cut.blind > 0 => {
                self.person.presses("ログインして続ける").await?;
                return self.arrives().await;
            }
            Break::Session => {}
        }
        if cut.reloads || cut.what == Break::Session {
            self.person.reloads().await?;
        }
        self.arrives().await
    }

    /// Kills the browser once it holds the last key: on a busy machine the driver is faster than the page's next task.
    async fn kills_browser(&self) -> Result<()> {
        self.person.has_written_copies().await?;
        self.profile.kill_browser().await
    }

    async fn comes_back(&mut self) -> Result<()> {
        let person = Person::sits_down_again(self.service, self.browsers, &self.profile).await?;
        // The driver still holds the session of the killed browser.
        let _ = std::mem::replace(&mut self.person, person).leaves().await;
        self.person.opens(&self.path).await?;
        self.arrives().await
    }

    /// Logs in if the page requires it, and waits for the same page.
    async fn arrives(&self) -> Result<()> {
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            let script = "return [location.pathname, document.querySelector('main h1')?.innerText ?? '']";
            let [path, heading]: [String; 2] = self.person.driver.execute(script, vec![]).await?.convert()?;
            if path == "/login" && heading == "ログイン" {
                self.person.types("ログインID", &self.credentials.0).await?;
                self.person.keys("パスワード", &self.credentials.1).await?;
                self.person.strikes(Key::Enter + "").await?;
                return self.stands().await;
            }
            if path == self.path && !heading.is_empty() {
                return Ok(());
            }
        }
        bail!("neither at {} nor at the login: {}", self.path, self.person.page().await?)
    }

    async fn stands(&self) -> Result<()> {
        let script = "return location.pathname === arguments[0] && !!document.querySelector('main h1')";
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            if self.person.driver.execute(script, vec![self.path.as_str().into()]).await?.convert()? {
                return Ok(());
            }
        }
        bail!("not back at {}: {}", self.path, self.person.page().await?)
    }
}
