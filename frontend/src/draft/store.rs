//! The draft in memory, and the reads of it that views are drawn from.

use leptos::prelude::*;
use nss_core::api::menu::Returned;
use nss_core::form::{At, Conflict, Draft, Fault, Form, Page, Place, Row, RowId, Scope, Section, check};

use super::base::Base;
use super::fault_visibility::FaultVisibility;
use super::files;
use super::save_target::{SaveStatus, SaveTarget};
use super::undo::{RowSnapshot, UndoStep};
use super::uploads::Upload;
use crate::api::{Api, ServerClock};
use crate::state::notifications::Notifications;
use crate::state::session::CurrentSession;

/// One draft for all pages of a form.
#[derive(Clone, Copy)]
pub struct DraftStore {
    /// The form.
    pub form: &'static Form,
    /// The answers as typed.
    pub draft: RwSignal<Draft>,
    /// Every fault that core finds in them.
    pub faults: Memo<Vec<Fault>>,
    /// The last change that can be undone.
    pub undo_step: RwSignal<Option<UndoStep>>,
    /// Answers that two devices changed differently, undecided: mine stand here, theirs on the server.
    pub conflicts: RwSignal<Vec<Conflict>>,
    /// The result of the last save.
    pub save_status: RwSignal<SaveStatus>,
    /// Readings that came with a postcode and wait for the applicant's look (要確認).
    pub to_confirm: RwSignal<Vec<At>>,
    /// Files that were chosen and are not attached yet.
    pub uploads: RwSignal<Vec<Upload>>,
    /// The sent share of the file that is being sent, per cent.
    pub upload_percent: RwSignal<u32>,
    /// The return that it answers, if it was sent before.
    pub returned: StoredValue<Option<Returned>>,
    /// The document that it grew from, if it changes a contract.
    pub(super) base: StoredValue<Option<Base>>,
    /// The HTTP API.
    pub api: Api,
    /// The server's clock.
    pub clock: ServerClock,
    /// The session.
    pub session: CurrentSession,
    /// The notifications.
    pub notifications: Notifications,
    /// The row whose page is open, as it was then.
    pub(super) open_row: RwSignal<Option<RowSnapshot>>,
    /// The paths of the names of files whose bytes the server does not have.
    pub(super) missing_files: RwSignal<Vec<String>>,
    pub(super) visibility: RwSignal<FaultVisibility>,
    pub(super) target: StoredValue<SaveTarget>,
    /// Whether a task is about to write the browser's copy.
    pub(super) copy_is_due: StoredValue<bool>,
}

/// The draft of the page around a component.
pub fn use_draft() -> DraftStore {
    expect_context()
}

impl DraftStore {
    /// A store for a draft; its signals live as long as the current owner.
    pub(super) fn new(
        api: Api,
        session: CurrentSession,
        notifications: Notifications,
        draft: Draft,
        target: SaveTarget,
        base: Option<Base>,
    ) -> Self {
        let clock = api.clock();
        let base = StoredValue::new(base);
        let form = draft.form();
        let draft = RwSignal::new(draft);
        let missing_files = RwSignal::new(Vec::new());
        let faults = Memo::new(move |_| {
            draft.with(|draft| {
                let mut faults = base.with_value(|base| match base {
                    Some(base) => (base.check)(draft, &base.document, clock.today()),
                    None => check(draft, clock.today()),
                });
                missing_files.with(|missing: &Vec<String>| files::add_missing(missing, draft, &mut faults));
                faults
            })
        });
        let visibility = faults.with_untracked(|faults| FaultVisibility::of_stored_draft(faults));
        Self {
            form,
            draft,
            faults,
            undo_step: RwSignal::new(None),
            conflicts: RwSignal::new(Vec::new()),
            save_status: RwSignal::new(SaveStatus::Untouched),
            to_confirm: RwSignal::new(Vec::new()),
            uploads: RwSignal::new(Vec::new()),
            upload_percent: RwSignal::new(0),
            returned: StoredValue::new(None),
            base,
            api,
            clock,
            session,
            notifications,
            open_row: RwSignal::new(None),
            missing_files,
            visibility: RwSignal::new(visibility),
            target: StoredValue::new(target),
            copy_is_due: StoredValue::new(false),
        }
    }

    /// A store that stands for the draft with this id, and is never saved: for rendering without a browser.
    #[cfg(all(test, feature = "ssr"))]
    pub(crate) fn sample(
        api: Api,
        session: CurrentSession,
        notifications: Notifications,
        draft: Draft,
        id: &str,
        base: Option<Base>,
    ) -> Self {
        Self::new(api, session, notifications, draft.clone(), SaveTarget::of_server(id, 1, draft), base)
    }

    /// The raw text of an answer.
    pub fn text(self, at: At) -> String {
        self.draft.with(|draft| draft.get(at).to_owned())
    }

    /// The raw text of an answer, without a subscription.
    pub fn text_untracked(self, at: At) -> String {
        self.draft.with_untracked(|draft| draft.get(at).to_owned())
    }

    /// Whether a question is asked now.
    pub fn is_asked(self, at: At) -> bool {
        self.draft.with(|draft| Scope::at(draft, at).asked(at.field))
    }

    /// Whether a question is asked now, or the center has answered it.
    pub fn is_shown(self, at: At) -> bool {
        self.draft.with(|draft| Scope::at(draft, at).shows(at.field))
    }

    /// Whether a section is asked now.
    pub fn is_section_asked(self, section: &'static Section) -> bool {
        self.draft.with(|draft| Scope::whole(draft).asks(section))
    }

    /// The ids of the rows of a list; `row` is the row around an inner list.
    pub fn row_ids(self, section: &'static Section, row: Option<RowId>) -> Vec<RowId> {
        self.draft.with(|draft| draft.list(section, row).iter().filter_map(Row::id).collect())
    }

    /// The name of a row.
    pub fn row_name(self, section: &'static Section, row: Option<RowId>, inner: Option<RowId>) -> String {
        self.draft.with(|draft| draft.row_name(section, row, inner))
    }

    /// The faults that show at a place now.
    pub fn shown_faults(self, place: Place) -> Vec<Fault> {
        self.faults_where(|fault| fault.place == place)
    }

    /// The blocking faults that show now on a page, or in one row of it.
    pub fn blocking_faults(self, page: &'static Page, row: Option<RowId>) -> Vec<Fault> {
        self.faults_where(|fault| {
            fault.blocks()
                && self.form.page_at(&fault.place).is_some_and(|on| std::ptr::eq(on, page))
                && (row.is_none() || fault.place.rows().0 == row)
        })
    }

    fn faults_where(self, is_wanted: impl Fn(&Fault) -> bool) -> Vec<Fault> {
        self.visibility.with(|visibility| {
            self.faults.with(|faults| {
                let shown = faults.iter().filter(|fault| is_wanted(fault) && visibility.shows(self.form, fault));
                shown.cloned().collect()
            })
        })
    }
}
