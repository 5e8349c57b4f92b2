//! The open application, and the reasons that are being pinned to its answers.

pub mod approval_form;
pub mod center_fields;
pub mod changes;
pub mod facts;
pub mod history;
pub mod moves;
pub mod notes;
pub mod reissue;
pub mod return_form;

use leptos::prelude::*;
use nss_core::api::ProblemKind;
use nss_core::api::desk::{DeskApplication, MoveRequest};
use nss_core::application::FORM;
use nss_core::form::{Draft, Place, Wire};
use nss_core::review::{Move, Reason, form_of};

use crate::api::{Api, ApiError};
use crate::browser::focus;
use crate::component::{PageAction, action_error};

/// The application on the desk.
#[derive(Clone, Copy)]
pub struct Desk {
    api: Api,
    application: RwSignal<DeskApplication>,
    reasons: RwSignal<Vec<Reason>>,
    is_stale: RwSignal<bool>,
}

/// The desk of the page around a component.
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// Lays an application on the desk.
    pub fn open(api: Api, application: DeskApplication) -> Self {
        Self {
            api,
            application: RwSignal::new(application),
            reasons: RwSignal::new(Vec::new()),
            is_stale: RwSignal::new(false),
        }
    }

    /// The application, as the server said last.
    pub fn application(self) -> RwSignal<DeskApplication> {
        self.application
    }

    /// The reasons that a return would send.
    pub fn reasons(self) -> RwSignal<Vec<Reason>> {
        self.reasons
    }

    /// Whether somebody else has moved the application since it was fetched.
    pub fn is_stale(self) -> RwSignal<bool> {
        self.is_stale
    }

    /// The API.
    pub fn api(self) -> Api {
        self.api
    }

    /// The id of the application.
    pub fn id(self) -> String {
        self.application.with_untracked(|application| application.line.id.clone())
    }

    /// Whether a reviewer can make this move now.
    pub fn can(self, step: Move) -> bool {
        self.application.with(|application| application.moves.contains(&step))
    }

    /// Makes a move on the revision that is shown. A refusal leaves everything that was typed.
    pub async fn make(self, step: Move, reasons: Vec<Reason>, center: Option<Wire>) -> Result<(), ApiError> {
        let revision = self.application.with_untracked(|application| application.revision);
        let request = MoveRequest { revision, step, reasons, center };
        let moved = self.api.move_application(&self.id(), &request).await.inspect_err(|error| {
            self.is_stale.set(error.kind() == Some(ProblemKind::ApplicationMoved));
        })?;
        self.reasons.set(Vec::new());
        self.is_stale.set(false);
        self.application.set(moved);
        Ok(())
    }

    /// Fetches the application again.
    pub async fn renew(self) -> Result<(), ApiError> {
        let renewed = self.api.desk_application(&self.id()).await?;
        self.is_stale.set(false);
        self.application.set(renewed);
        Ok(())
    }

    /// The stored document, for the names of its places.
    pub fn document(self) -> Draft {
        let document = self.application.with_untracked(|application| application.document.clone());
        let read = form_of(&document).and_then(|form| Draft::from_wire(form, &document).ok());
        read.unwrap_or_else(|| Draft::empty(&FORM))
    }

    /// Shows what the reply to a note or an assignment says. A newer revision does not come under what was typed for this
    /// one: the notes are shown, and the reviewer is told.
    pub fn take(self, reply: DeskApplication) {
        if self.application.with_untracked(|shown| shown.revision == reply.revision) {
            self.application.set(reply);
        } else {
            self.is_stale.set(true);
            self.application.update(|shown| shown.notes = reply.notes);
        }
    }

    /// Pins a reason to a place, once, with the focus in its box.
    fn pin_reason(self, path: String) {
        focus::focus_soon(&reason_id(&path));
        if self.reasons.with_untracked(|reasons| reasons.iter().all(|reason| reason.path != path)) {
            self.reasons.update(|reasons| reasons.push(Reason { path, text: String::new() }));
        }
    }

    /// Takes the reason of a place away.
    fn remove_reason(self, path: &str) {
        self.reasons.update(|reasons| reasons.retain(|reason| reason.path != path));
    }
}

/// The error of the last move that an action tried; it is about the revision that was shown then.
pub fn move_error(desk: Desk, action: PageAction) -> Signal<Option<String>> {
    let (error, revision) =
        (action_error(action), Memo::new(move |_| desk.application.with(|on_desk| on_desk.revision)));
    let refused = Memo::new(move |_| error.get().map(|text| (revision.get_untracked(), text)));
    Signal::derive(move || refused.get().filter(|(seen, _)| *seen == revision.get()).map(|(_, text)| text))
}

/// The id of the box for a reason.
fn reason_id(path: &str) -> String {
    format!("reason-{path}")
}

/// The words of a move that is not made: those of the problem, and each fault.
pub fn refusal(error: &ApiError) -> String {
    let faults = match error {
        ApiError::Refused { problem, .. } => &problem.faults[..],
        _ => &[],
    };
    let sentences = std::iter::once(error.message()).chain(faults.iter().map(|fault| fault.message.clone()));
    sentences.collect::<Vec<_>>().join(" ")
}

/// Draws the button beside an answer that pins a reason to it, while the application can be returned.
pub fn pin_button(desk: Desk) -> Callback<Place, AnyView> {
    Callback::new(move |place: Place| {
        let path = place.path();
        let name = match &place {
            Place::Answer(at) => at.field.label,
            Place::List(section, _) => section.title,
        };
        view! {
            <button
                class="app-link-button"
                type="button"
                hidden=move || !desk.can(Move::Return)
                on:click=move |_| desk.pin_reason(path.clone())
            >
                "指摘する"
                <span class="app-visually-hidden">{format!("：{name}")}</span>
            </button>
        }
        .into_any()
    })
}
