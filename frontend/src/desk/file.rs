//! Files as rows of the draft: attached by the server, or missing there.

use nss_core::api::ProblemFault;
use nss_core::file::refusal;
use nss_core::form::{At, Draft, Fault, Place, Row};

use super::keep::Keep;
use super::upload::Upload;
use super::{Desk, Word, tell};

impl Desk {
    /// The address below which the files of the draft are got, each by its row.
    pub(crate) fn files(self) -> String {
        self.revision().map_or_else(String::new, |(draft, _)| format!("/api/drafts/{draft}/files"))
    }

    /// The server has a file, and its row in the revision that it names: here the same row stands from now on. If anything else
    /// was saved in between, the next save brings both together.
    pub(super) fn attached(self, upload: &Upload, now: u32) {
        let write = |draft: &mut Draft| {
            draft.add_row(upload.list, None, upload.row);
            let size = upload.size.to_string();
            for (field, text) in upload.list.fields.iter().zip([&upload.name, &size]) {
                draft.set(At::row(field, upload.row), text);
            }
        };
        self.keep.update(|keep| {
            if let Keep::Server { revision, base, busy: false, .. } = keep
                && *revision + 1 == now
            {
                *revision = now;
                write(base);
            }
        });
        self.edit(write);
        tell(Word::Saved);
    }

    /// Files whose rows the server has, and not their bytes (`file.missing`): said at their places until the row is gone.
    pub(crate) fn told_missing(self, faults: &[ProblemFault]) {
        let missing = faults.iter().filter(|fault| fault.code == refusal::MISSING.code);
        self.missing.set(missing.map(|fault| fault.path.clone()).collect());
    }
}

/// What is to be said of files that the server does not have; `missing` names them by the paths of their names.
pub(super) fn faults(missing: &[String], draft: &Draft, faults: &mut Vec<Fault>) {
    for section in draft.form().sections().filter(|section| section.holds_files && !missing.is_empty()) {
        let name = section.fields[0];
        for row in draft.rows(section).iter().filter_map(Row::id) {
            let at = At::row(name, row);
            if missing.contains(&at.path()) {
                faults
                    .push(Fault { place: Place::Answer(at), flaw: refusal::of(&refusal::MISSING, &draft.normal(at)) });
            }
        }
    }
}
