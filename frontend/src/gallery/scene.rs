//! A visitor, an applicant and a draft to render components for.

use chrono::DateTime;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::RequestUrl;
use nss_core::api::{Account, ApplicationLine, ApplicationState, Contact, Instant, Operator, Session};
use nss_core::application::FORM;
use nss_core::form::{Draft, Form};
use nss_core::{account, application, settings};
use nss_tests::generate;

use crate::api::{ServerClock, use_api};
use crate::app::{Frame, pages, provide_contexts};
use crate::draft::DraftStore;
use crate::draft::base::Base;
use crate::draft::open::use_open_drafts;
use crate::page::change;
use crate::state::navigation::Navigation;
use crate::state::notifications::use_notifications;
use crate::state::session::use_session;

/// The id of the sample draft.
const DRAFT: &str = "sample";

/// The people and the draft of one picture.
pub(super) struct Scene {
    session: Option<Session>,
    draft: Draft,
    base: Option<Base>,
    prepare: fn(DraftStore),
}

impl Scene {
    /// A visitor whose session is not known yet.
    pub(super) fn visitor() -> Self {
        Self { session: None, draft: Draft::empty(&account::FORM), base: None, prepare: |_| () }
    }

    /// An applicant with an empty draft.
    pub(super) fn beginner() -> Self {
        Self { session: Some(session(true)), draft: Draft::empty(&application::FORM), base: None, prepare: |_| () }
    }

    /// An applicant with a complete draft.
    pub(super) fn applicant() -> Self {
        Self { draft: complete(&FORM), ..Self::beginner() }
    }

    /// An applicant whose application was registered.
    pub(super) fn registered() -> Self {
        Self { session: Some(session(false)), ..Self::applicant() }
    }

    /// An applicant whose application was returned: its draft is open again.
    pub(super) fn returned() -> Self {
        let mut scene = Self::registered();
        for account in scene.session.iter_mut().filter_map(|session| session.account.as_mut()) {
            account.draft = Some(DRAFT.to_owned());
        }
        scene
    }

    /// A visitor who fills the registration.
    pub(super) fn registrant() -> Self {
        Self { draft: complete(&account::FORM), ..Self::visitor() }
    }

    /// An applicant who applies for the system settings of a contract.
    pub(super) fn with_contract() -> Self {
        Self { draft: complete(&settings::FORM), ..Self::registered() }
    }

    /// An applicant who changes a contract.
    pub(super) fn with_change(document: Draft, draft: Draft) -> Self {
        Self { draft, base: Some(change::base(document)), ..Self::registered() }
    }

    /// The same with another state of the draft.
    pub(super) fn with(self, prepare: fn(DraftStore)) -> Self {
        Self { prepare, ..self }
    }

    /// The draft.
    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The page of a URL, with header and footer.
    pub(super) fn page(self, url: &str) -> String {
        self.render(url, || view! { <Frame pages/> }.into_any())
    }

    /// A view within the contexts of the scene.
    pub(super) fn view(self, draw: impl FnOnce(DraftStore) -> AnyView + Send + 'static) -> String {
        self.render("/", move || draw(expect_context()))
    }

    fn render(self, url: &str, draw: impl FnOnce() -> AnyView + Send + 'static) -> String {
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_context(RequestUrl::new(url));
            let inside = move || {
                self.provide();
                draw()
            };
            view! { <Router>{inside()}</Router> }.to_html()
        });
        owner.cleanup();
        html
    }

    fn provide(self) {
        provide_contexts(ServerClock::fixed(&instant("2026-11-20T10:15:00+09:00")), Navigation::nowhere());
        let (api, session, notifications) = (use_api(), use_session(), use_notifications());
        if let Some(known) = self.session {
            session.set(known);
        }
        let store = DraftStore::sample(api, session, notifications, self.draft, DRAFT, self.base);
        (self.prepare)(store);
        use_open_drafts().application.set(Some(store));
        use_open_drafts().registration.set(Some(store));
        provide_context(store);
    }
}

pub(super) fn complete(form: &'static Form) -> Draft {
    Draft::from_wire(form, &generate::complete(form)).expect("a complete draft is of its form")
}

pub(super) fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).expect("an instant")
}

fn session(is_open: bool) -> Session {
    let receipt = ApplicationLine {
        id: "sample".to_owned(),
        number: "2600055A".to_owned(),
        submitted_at: instant("2026-11-20T10:15:00+09:00"),
        state: ApplicationState::Received,
        draft: None,
    };
    Session {
        now: instant("2026-11-20T10:15:00+09:00"),
        rules: nss_core::RULES.to_owned(),
        postcodes: "sample".to_owned(),
        operator: Operator {
            name: "NACCSセンター".to_owned(),
            address: "東京都港区".to_owned(),
            contacts: vec![Contact {
                name: "利用契約担当".to_owned(),
                telephone: "0120-000-000".to_owned(),
                hours: "平日9時から17時".to_owned(),
            }],
        },
        account: Some(Account {
            login_id: "1234567".to_owned(),
            company: "ナックスシステム株式会社".to_owned(),
            name: "混載　一郎".to_owned(),
            expires_at: is_open.then(|| instant("2026-11-22T10:15:00+09:00")),
            draft: is_open.then(|| DRAFT.to_owned()),
            sealed: None,
            applications: if is_open { Vec::new() } else { vec![receipt] },
            logged_in_at: instant("2026-11-20T10:15:00+09:00"),
            session_expires_at: instant("2026-11-20T10:45:00+09:00"),
        }),
    }
}
