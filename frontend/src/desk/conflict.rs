//! What two devices changed differently: mine stands, and one may take theirs.

use nss_core::form::Conflict;

use super::Desk;

impl Desk {
    /// Decides one conflict; `theirs`: the other device's work is taken.
    pub(crate) fn decide(self, conflict: &Conflict, theirs: bool) {
        match conflict {
            Conflict::Answer { at, theirs: text, .. } if theirs => self.edit(|draft| {
                draft.set(*at, text);
            }),
            Conflict::Row { section, row, inner, removed_by_me } if theirs != *removed_by_me => {
                let (around, id) = if section.outer.is_some() { (*row, *inner) } else { (None, *row) };
                if let Some(id) = id {
                    self.edit(|draft| {
                        draft.remove_row(section, around, id);
                    });
                }
            }
            _ => {}
        }
        self.conflicts.update(|all| all.retain(|known| known != conflict));
    }
}
