//! What every page may use: who is logged in, the server's clock, the way to another page.

use std::ops::Deref;
use std::time::Duration;

use crate::signal::untrack;
use nss_core::api::{Account, Link, Session};

use crate::api::{self, Trouble};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::dom::{run, set_timeout};
use crate::route::Route;
use crate::signal::{Owner, State};

/// How long a sentence stands for a screen reader to say it.
const HEARD: Duration = Duration::from_secs(8);

/// An address, and the words of the link to it.
pub(crate) type Way = (String, &'static str);
/// A sentence, and perhaps where it leads.
pub(crate) type News = (String, Option<Way>);

/// What is known of the session.
#[derive(Clone)]
pub(crate) enum Visit {
    /// Not answered yet.
    Asking,
    /// The server could not be asked.
    Failed(Trouble),
    /// It answered.
    Known(Box<Session>),
}

/// The context of the page: a pointer, because nearly every closure holds one.
#[derive(Clone, Copy)]
pub(crate) struct Here(&'static Context);

/// What it points to.
pub(crate) struct Context {
    /// The session.
    pub(crate) visit: State<Visit>,
    /// The server's clock.
    pub(crate) clock: Clock,
    /// What is said politely to those who listen.
    pub(crate) said: State<String>,
    /// What is said visibly until it is closed, with the way to where it leads.
    pub(crate) news: State<Option<News>>,
    /// The operator's pages behind 「こちら」: those that it has.
    pub(crate) links: State<Vec<Link>>,
    /// The address.
    pub(crate) route: Route,
    /// The draft of the account, once it was opened.
    pub(crate) desk: State<Option<Desk>>,
    /// The registration that is being filled.
    pub(crate) registration: State<Option<Desk>>,
    owner: Owner,
}

impl Deref for Here {
    type Target = Context;

    fn deref(&self) -> &Context {
        self.0
    }
}

impl Here {
    /// Asks for the session; to be called once.
    pub(crate) fn start() -> Self {
        let here = Self(Box::leak(Box::new(Context {
            visit: State::new(Visit::Asking),
            clock: Clock::new(),
            said: State::new(String::new()),
            news: State::new(None),
            links: State::new(Vec::new()),
            route: Route::start(),
            desk: State::new(None),
            registration: State::new(None),
            owner: Owner::current(),
        })));
        here.ask();
        here
    }

    /// Asks the server again who is logged in.
    pub(crate) fn ask(self) {
        run(async move {
            match api::session(self.clock).await {
                Ok(session) => self.visit.set(Visit::Known(Box::new(session))),
                // What is known stands: the page with what was typed stays.
                Err(_) if self.session_untracked().is_some() => {}
                Err(trouble) => self.visit.set(Visit::Failed(trouble)),
            }
        });
    }

    /// Asks for the operator's pages. Without them every question is complete.
    pub(crate) fn ask_links(self) {
        run(async move {
            if let Ok(mut terms) = api::terms(self.clock).await {
                terms.links.retain(|link| !link.url.is_empty());
                self.links.set(terms.links);
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
            Visit::Known(session) => Some((**session).clone()),
            _ => None,
        })
    }

    /// The session as it is now, for what happens later.
    pub(crate) fn session_untracked(self) -> Option<Session> {
        untrack(|| self.session())
    }

    /// Makes something that lives as long as the page, whatever view asks for it.
    pub(crate) fn forever<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.with(|| untrack(make))
    }

    /// To another page.
    pub(crate) fn go(self, path: &str) {
        self.route.go(path, false);
    }

    /// To another page, in place of this one.
    pub(crate) fn redirect(self, path: &str) {
        self.route.go(path, true);
    }

    /// Says something that stays until it is closed; `way` is an address and the words of the link to it.
    pub(crate) fn tell(self, words: &str, way: Option<Way>) {
        self.news.set(Some((words.to_owned(), way)));
    }

    /// Says something politely. Once it has been heard it is gone, so that nobody reads it later as news.
    pub(crate) fn say(self, words: impl Into<String>) {
        let words = words.into();
        self.said.set(words.clone());
        let silence = move || {
            if self.said.get_untracked() == words {
                self.said.set(String::new());
            }
        };
        set_timeout(silence, HEARD);
    }
}
