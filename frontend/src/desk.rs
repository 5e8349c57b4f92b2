//! A draft that is being filled: one in memory for all pages, what is said of it, and how it is kept.

mod conflict;
mod delete;
mod edit;
mod file;
mod keep;
mod local;
mod rows;
mod save;
mod showing;
mod tabs;
mod upload;

use std::ops::Deref;

use nss_core::form::{At, Conflict, Draft, Fault, Form, Page, Place, RowId, Scope, Section, check};

use crate::here::Here;
use crate::signal::{Derived, Kept, State};
use keep::Keep;
use showing::Showing;

pub(crate) use keep::{Saved, open, open_registration};
pub(crate) use local::{is_empty, wipe};
pub(crate) use rows::{Opened, Told};
pub(crate) use tabs::{Word, listen, tell};
pub(crate) use upload::{Stage, Upload};

/// The draft on the desk: a pointer, because nearly every closure of the page holds one.
#[derive(Clone, Copy)]
pub(crate) struct Desk(&'static Things);

/// What is on it.
pub(crate) struct Things {
    pub(crate) here: Here,
    pub(crate) form: &'static Form,
    /// What was typed so far.
    pub(crate) draft: State<Draft>,
    /// Everything that core says of it.
    pub(crate) faults: Derived<Vec<Fault>>,
    /// What was withdrawn or removed last, and can be put back.
    pub(crate) told: State<Option<Told>>,
    /// The row whose page is open, as it was then.
    pub(crate) opened: State<Option<Opened>>,
    /// What two devices changed differently, and nobody has decided yet: mine stands here, theirs on the server.
    pub(crate) conflicts: State<Vec<Conflict>>,
    /// How the last save went.
    pub(crate) saved: State<Saved>,
    /// Readings that came with a postcode and that nobody has confirmed yet (要確認).
    pub(crate) doubtful: State<Vec<At>>,
    /// Files that were chosen and are not attached yet.
    pub(crate) uploads: State<Vec<Upload>>,
    /// How much of the one that is being sent has left, per cent.
    pub(crate) sent: State<u32>,
    /// The paths of the names of files that the server does not have.
    missing: State<Vec<String>>,
    showing: State<Showing>,
    keep: Kept<Keep>,
    /// Whether the browser is about to keep what was changed.
    copy_waits: Kept<bool>,
}

impl Deref for Desk {
    type Target = Things;

    fn deref(&self) -> &Things {
        self.0
    }
}

impl Desk {
    /// Puts a draft on the desk; it lives as long as the page, not as the view that asked for it.
    fn new(here: Here, draft: Draft, keep: Keep) -> Self {
        let form = draft.form();
        here.forever(move || {
            let draft = State::new(draft);
            let missing = State::new(Vec::<String>::new());
            let faults = Derived::new(move || {
                draft.with(|draft| {
                    let mut faults = check(draft, here.clock.today());
                    missing.with(|missing| file::faults(missing, draft, &mut faults));
                    faults
                })
            });
            let showing = Showing::of_saved(&faults.get_untracked());
            Self(Box::leak(Box::new(Things {
                here,
                form,
                draft,
                faults,
                told: State::new(None),
                opened: State::new(None),
                conflicts: State::new(Vec::new()),
                saved: State::new(Saved::Untouched),
                doubtful: State::new(Vec::new()),
                uploads: State::new(Vec::new()),
                sent: State::new(0),
                missing,
                showing: State::new(showing),
                keep: Kept::new(keep),
                copy_waits: Kept::new(false),
            })))
        })
    }

    /// The raw text of an answer.
    pub(crate) fn text(self, at: At) -> String {
        self.draft.with(|draft| draft.get(at).to_owned())
    }

    /// Whether a question is asked now.
    pub(crate) fn asks(self, at: At) -> bool {
        self.draft.with(|draft| Scope::at(draft, at).asked(at.field))
    }

    /// Whether a section is asked now.
    pub(crate) fn asks_section(self, section: &'static Section) -> bool {
        self.draft.with(|draft| Scope::whole(draft).asks(section))
    }

    /// The ids of the rows of a list.
    pub(crate) fn row_ids(self, section: &'static Section, row: Option<RowId>) -> Vec<RowId> {
        self.draft.with(|draft| draft.list(section, row).iter().filter_map(nss_core::form::Row::id).collect())
    }

    /// How a row is named.
    pub(crate) fn row_name(self, section: &'static Section, row: Option<RowId>, inner: Option<RowId>) -> String {
        self.draft.with(|draft| draft.row_name(section, row, inner))
    }

    /// The faults that show at a place now.
    pub(crate) fn shown(self, place: Place) -> Vec<Fault> {
        self.faults_where(|fault| fault.place == place)
    }

    /// The faults that show on a page (and in one row of it, if one is given) now and block.
    pub(crate) fn blocking(self, page: &'static Page, row: Option<RowId>) -> Vec<Fault> {
        let here = |fault: &Fault| {
            fault.blocks()
                && self.form.page_at(&fault.place).is_some_and(|on| std::ptr::eq(on, page))
                && (row.is_none() || fault.place.rows().0 == row)
        };
        self.faults_where(here)
    }

    fn faults_where(self, wanted: impl Fn(&Fault) -> bool) -> Vec<Fault> {
        self.showing.with(|showing| {
            self.faults.with(|faults| {
                faults.iter().filter(|fault| wanted(fault) && showing.shows(self.form, fault)).cloned().collect()
            })
        })
    }
}
