//! The bodies of `nss_core::api` as JSON. The server writes them by serde; a story reads each of them here.

use nss_core::api::{
    Account, Application, ApplicationLine, ApplicationState, Contact, Instant, Link, Operator, Problem, ProblemFault,
    ProblemKind, Registered, SealedDraft, Session, StoredDraft, Terms, Wire,
};

use super::json::Json;
use crate::clock;

fn instant(json: &Json, name: &str) -> Option<Instant> {
    clock::read(&json.text(name)?)
}

fn state(json: &Json) -> Option<ApplicationState> {
    let word = json.text("state")?;
    ApplicationState::ALL.into_iter().find(|state| state.word() == word)
}

pub(super) fn session(json: &Json) -> Option<Session> {
    let operator = json.member("operator");
    let contact = |json: Json| {
        Some(Contact { name: json.text("name")?, telephone: json.text("telephone")?, hours: json.text("hours")? })
    };
    Some(Session {
        now: instant(json, "now")?,
        rules: json.text("rules")?,
        postcodes: json.text("postcodes")?,
        operator: Operator {
            name: operator.text("name")?,
            address: operator.text("address")?,
            contacts: operator.list("contacts").map(contact).collect::<Option<_>>()?,
        },
        account: match json.optional("account") {
            Some(json) => Some(account(&json)?),
            None => None,
        },
    })
}

fn account(json: &Json) -> Option<Account> {
    let line = |json: Json| {
        Some(ApplicationLine {
            id: json.text("id")?,
            number: json.text("number")?,
            submitted_at: instant(&json, "submitted_at")?,
            state: state(&json)?,
        })
    };
    let sealed = |json: Json| {
        Some(SealedDraft {
            id: json.text("id")?,
            saved_at: instant(&json, "saved_at")?,
            pages: json.list("pages").map(|page| page.as_text()).collect::<Option<_>>()?,
        })
    };
    Some(Account {
        login_id: json.text("login_id")?,
        company: json.text("company")?,
        name: json.text("name")?,
        expires_at: instant(json, "expires_at"),
        draft: json.text("draft"),
        sealed: json.optional("sealed").and_then(sealed),
        applications: json.list("applications").map(line).collect::<Option<_>>()?,
        session_expires_at: instant(json, "session_expires_at")?,
    })
}

pub(super) fn terms(json: &Json) -> Option<Terms> {
    let link = |json: Json| Some(Link { key: json.text("key")?, label: json.text("label")?, url: json.text("url")? });
    Some(Terms {
        version: json.text("version")?,
        text: json.text("text")?,
        links: json.list("links").map(link).collect::<Option<_>>()?,
    })
}

pub(super) fn registered(json: &Json) -> Option<Registered> {
    Some(Registered { expires_at: instant(json, "expires_at")? })
}

pub(super) fn stored(json: &Json) -> Option<StoredDraft> {
    Some(StoredDraft {
        draft: wire(&json.member("draft"))?,
        revision: json.number("revision")?,
        saved_at: instant(json, "saved_at")?,
        rules: json.text("rules")?,
    })
}

/// The revision that now stands, and since when.
pub(super) fn saved(json: &Json) -> Option<(u32, Instant)> {
    Some((json.number("revision")?, instant(json, "saved_at")?))
}

pub(super) fn application(json: &Json) -> Option<Application> {
    Some(Application {
        id: json.text("id")?,
        number: json.text("number")?,
        state: state(json)?,
        submitted_at: instant(json, "submitted_at")?,
        submission: wire(&json.member("submission"))?,
    })
}

pub(super) fn problem(json: &Json) -> Option<Problem> {
    let kind = json.text("type")?;
    let kind = ProblemKind::ALL.iter().copied().find(|known| known.uri() == kind)?;
    let fault = |json: Json| {
        Some(ProblemFault {
            code: json.text("code")?.into(),
            path: json.text("path")?,
            severity: json.text("severity")?.into(),
            message: json.text("message")?,
        })
    };
    Some(Problem {
        kind,
        title: json.text("title")?,
        status: kind.status(),
        detail: json.text("detail"),
        faults: json.list("faults").map(fault).collect::<Option<_>>()?,
        revision: json.number("revision"),
        draft: json.optional("draft").and_then(|json| wire(&json)),
        now: instant(json, "now")?,
    })
}

/// The wire form of a draft.
pub(crate) fn wire(json: &Json) -> Option<Wire> {
    let mut wire = Wire {
        form: json.text("form")?,
        version: json.number("version")?,
        rules: json.text("rules").unwrap_or_default(),
        ..Wire::default()
    };
    for (path, text) in json.entries("answers") {
        wire.answers.push(path, text.as_text()?);
    }
    for (list, ids) in json.entries("rows") {
        wire.rows.push(list, ids.items().filter_map(|id| id.as_text()).collect());
    }
    Some(wire)
}
