//! The return that the open draft answers (C-016).

use leptos::prelude::*;
use nss_core::review::reason::PinnedReason;

use super::DraftStore;

impl DraftStore {
    /// Whether it answers a return.
    pub fn is_returned(self) -> bool {
        self.returned.with_value(Option::is_some)
    }

    /// The reasons at the places that `is_meant` picks.
    pub fn reasons_at(self, is_meant: impl Fn(&str) -> bool) -> Vec<PinnedReason> {
        self.returned.with_value(|returned| {
            let reasons = returned.iter().flat_map(|returned| &returned.reasons);
            reasons.filter(|reason| is_meant(&reason.path)).cloned().collect()
        })
    }
}
