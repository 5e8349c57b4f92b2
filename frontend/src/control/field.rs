//! The frame around a control: label, need, help, faults, and what the answer changed elsewhere.

use leptos::prelude::*;
use nss_core::form::{At, Need, Place};

use super::field_faults::{FaultMessages, ShownFault, shown_faults};
use super::field_help::{FieldExample, FieldHint, FieldSuggestion};
use super::pinned_reasons::{PinnedReasons, reasons_id};
use super::undo_notice::UndoNotice;
use crate::component::reactive;
use crate::draft::{DraftStore, UndoStep, use_draft};

/// A question with its control, whose id is the path of the answer.
#[derive(Clone, Copy)]
pub struct FieldState {
    /// The place of the answer.
    pub at: At,
    shown: Memo<Vec<ShownFault>>,
    /// Whether a reviewer asks about it.
    is_pinned: bool,
}

impl FieldState {
    /// The state of the question at a place.
    pub fn new(store: DraftStore, at: At) -> Self {
        let is_pinned = store.is_returned() && !store.reasons_at(|path| path == at.path()).is_empty();
        Self { at, shown: shown_faults(store, Place::Answer(at)), is_pinned }
    }

    /// The id of the control.
    pub fn id(self) -> String {
        self.at.path()
    }

    /// The ids of the hint and the faults, for `aria-describedby`.
    pub fn described_by(self) -> Option<String> {
        let mut ids = Vec::new();
        if self.has_hint() {
            ids.push(self.hint_id());
        }
        if self.is_pinned {
            ids.push(reasons_id(&self.id()));
        }
        if self.shown.with(|shown| !shown.is_empty()) {
            ids.push(self.faults_id());
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The value of `aria-required`.
    pub fn required(self) -> Option<&'static str> {
        (self.at.field.need == Need::Required).then_some("true")
    }

    /// The value of `aria-invalid`.
    pub fn invalid(self) -> Option<&'static str> {
        (self.state() == Some("error")).then_some("true")
    }

    fn state(self) -> Option<&'static str> {
        self.shown.with(|shown| {
            let has_error = shown.iter().any(|fault| fault.blocks);
            if has_error { Some("error") } else { (!shown.is_empty()).then_some("warning") }
        })
    }

    fn has_hint(self) -> bool {
        !self.at.field.hint.is_empty() || self.at.field.advice.is_some()
    }

    fn faults_id(self) -> String {
        format!("{}-faults", self.id())
    }

    fn hint_id(self) -> String {
        format!("{}-hint", self.id())
    }
}

/// The element around a control.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Frame {
    /// One input with a label.
    #[default]
    Single,
    /// Several inputs in a fieldset.
    Group,
    /// Radio buttons in a fieldset, which carries the marks of an input.
    RadioGroup,
}

/// The frame around a control.
#[component]
pub fn Field(
    /// The question.
    field: FieldState,
    /// The kind in the stylesheet.
    kind: &'static str,
    /// The element around the control.
    #[prop(optional)]
    frame: Frame,
    /// Content between the control and the faults.
    #[prop(optional)]
    below: Option<AnyView>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let at = field.at;
    let label = view! {
        {at.field.label}
        " "
        <NeedMark at=at />
    }
    .into_any();
    let is_meant = move |step: &UndoStep| matches!(step, UndoStep::Withdrawn { cause, .. } if *cause == at);
    let content = view! {
        {field.is_pinned.then(|| view! { <PinnedReasons place=Place::Answer(at) /> }.into_any())}
        {field.has_hint().then(|| view! { <FieldHint at=at id=field.hint_id() /> }.into_any())}
        {(!at.field.example.is_empty()).then(|| view! { <FieldExample at=at /> }.into_any())}
        {children()}
        {at.field.suggestion.map(|suggested| view! { <FieldSuggestion at=at suggested=suggested /> }.into_any())}
        {below}
        <FaultMessages shown=field.shown id=field.faults_id() />
        <UndoNotice is_meant=is_meant />
    }
    .into_any();
    if frame == Frame::Single {
        view! {
            <div class="app-field" data-kind=kind data-state=move || field.state()>
                <label class="app-field__label" for=field.id()>
                    {label}
                </label>
                {content}
            </div>
        }
        .into_any()
    } else {
        let is_radio = frame == Frame::RadioGroup;
        view! {
            <fieldset
                class="app-field"
                data-kind=kind
                data-state=move || field.state()
                role=is_radio.then_some("radiogroup")
                aria-describedby=move || field.described_by()
                aria-required=field.required().filter(|_| is_radio)
                aria-invalid=move || field.invalid().filter(|_| is_radio)
            >
                <legend class="app-field__label">{label}</legend>
                {content}
            </fieldset>
        }
        .into_any()
    }
}

/// ※必須, ※任意, 要確認.
#[component]
fn NeedMark(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let store = use_draft();
    let need = at.field.need;
    let is_to_confirm = Memo::new(move |_| store.to_confirm.with(|places| places.contains(&at)));
    let check = move || {
        is_to_confirm.get().then(|| {
            view! {
                <span class="app-field__need" data-need="check">
                    "要確認"
                </span>
            }
            .into_any()
        })
    };
    view! {
        <span>
            <span class="app-field__need" data-need=(need != Need::Required).then_some("optional")>
                {need.label()}
            </span>
            {reactive(check)}
        </span>
    }
    .into_any()
}
