//! What every page may use: who is logged in, the server's clock, the way to another page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use nss_core::api::{Account, Session};

use crate::api::{self, Trouble};
use crate::clock::Clock;

/// What is known of the session.
#[derive(Clone, PartialEq)]
pub(crate) enum Visit {
    /// Not answered yet.
    Asking,
    /// The server could not be asked.
    Failed(Trouble),
    /// It answered.
    Known(Session),
}

type Go = Box<dyn Fn(&str, bool) + Send + Sync>;

/// The context of the page.
#[derive(Clone, Copy)]
pub(crate) struct Here {
    /// The session.
    pub(crate) visit: RwSignal<Visit>,
    /// The server's clock.
    pub(crate) clock: Clock,
    /// What is said politely to those who listen.
    pub(crate) said: RwSignal<String>,
    go: StoredValue<Go>,
}

impl Here {
    /// Asks for the session; to be called once, inside the router.
    pub(crate) fn start() -> Self {
        let navigate = use_navigate();
        let go: Go = Box::new(move |path, replace| {
            navigate(path, NavigateOptions { replace, ..NavigateOptions::default() });
        });
        let here = Self {
            visit: RwSignal::new(Visit::Asking),
            clock: Clock::new(),
            said: RwSignal::new(String::new()),
            go: StoredValue::new(go),
        };
        here.ask();
        here
    }

    /// Asks the server again who is logged in.
    pub(crate) fn ask(self) {
        spawn_local(async move {
            match api::session(self.clock).await {
                Ok(session) => self.visit.set(Visit::Known(session)),
                Err(trouble) => self.visit.set(Visit::Failed(trouble)),
            }
        });
    }

    /// The account that is logged in.
    pub(crate) fn account(self) -> Option<Account> {
        self.visit.with(|visit| match visit {
            Visit::Known(session) => session.account.clone(),
            _ => None,
        })
    }

    /// The session, when it is known.
    pub(crate) fn session(self) -> Option<Session> {
        self.visit.with(|visit| match visit {
            Visit::Known(session) => Some(session.clone()),
            _ => None,
        })
    }

    /// To another page.
    pub(crate) fn go(self, path: &str) {
        self.go.with_value(|go| go(path, false));
    }

    /// To another page, in place of this one.
    pub(crate) fn redirect(self, path: &str) {
        self.go.with_value(|go| go(path, true));
    }

    /// Says something politely.
    pub(crate) fn say(self, words: impl Into<String>) {
        self.said.set(words.into());
    }
}
