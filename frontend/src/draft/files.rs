//! Files as rows of the draft: attached by the server, or missing there.

use leptos::prelude::*;
use nss_core::api::ProblemFault;
use nss_core::file::refusal;
use nss_core::form::{At, Draft, Fault, Place, Row};

use super::save_target::SaveTarget;
use super::{DraftStore, TabMessage, Upload, tell_tabs};

impl DraftStore {
    /// The URL below which the files of the draft stand, each by its row.
    pub fn files_url(self) -> String {
        self.revision().map_or_else(String::new, |(draft, _)| format!("/api/drafts/{draft}/files"))
    }

    /// The server has a file and its row in revision `now`: the same row stands here from now on. If another save came in
    /// between, the next save merges both.
    pub(super) fn add_attached_file(self, upload: &Upload, now: u32) {
        let write = |draft: &mut Draft| {
            draft.add_row(upload.list, None, upload.row);
            let size = upload.size.to_string();
            for (field, text) in upload.list.fields.iter().zip([&upload.name, &size]) {
                draft.set(At::row(field, upload.row), text);
            }
        };
        self.target.update_value(|target| {
            if let SaveTarget::Server { revision, base, busy: false, .. } = target
                && *revision + 1 == now
            {
                *revision = now;
                write(base);
            }
        });
        self.edit(write);
        tell_tabs(TabMessage::Saved);
    }

    /// Takes the files whose rows the server has, and not their bytes (`file.missing`): their faults show until the row is
    /// removed.
    pub fn set_missing_files(self, faults: &[ProblemFault]) {
        let missing = faults.iter().filter(|fault| fault.code == refusal::MISSING.code);
        self.missing_files.set(missing.map(|fault| fault.path.clone()).collect());
    }
}

/// Adds the faults of files that the server does not have; `missing` holds the paths of their names.
pub(super) fn add_missing(missing: &[String], draft: &Draft, faults: &mut Vec<Fault>) {
    for section in draft.form().sections().filter(|section| section.holds_files && !missing.is_empty()) {
        let name = section.fields[0];
        for row in draft.rows(section).iter().filter_map(Row::id) {
            let at = At::row(name, row);
            if missing.contains(&at.path()) {
                let violation = refusal::of(&refusal::MISSING, &draft.normal(at));
                faults.push(Fault { place: Place::Answer(at), violation });
            }
        }
    }
}
