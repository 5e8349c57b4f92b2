//! 下書きを削除: the draft begins anew, and the applicant can undo it.

use leptos::prelude::*;
use nss_core::form::{Draft, merge};

use super::fault_visibility::FaultVisibility;
use super::{DraftStore, SaveStatus, TabMessage, UndoStep, local_copy, tell_tabs};
use crate::api::ApiError;

const CHANGED: &str = "別の画面で変更されています。内容を確認して、もう一度削除してください。";

impl DraftStore {
    /// Begins the draft anew, here and on the server; an error says what to do.
    pub async fn delete_draft(self) -> Result<(), String> {
        for upload in self.uploads.get_untracked() {
            self.cancel_upload(upload.row);
        }
        // A draft that cannot be saved is deleted all the same. A save under way comes to its end.
        self.save_all().await;
        let before = self.draft.get_untracked();
        // No save sets out meanwhile: its revision would be stale.
        let Some((id, seen)) = self.occupy() else { return Err(CHANGED.to_owned()) };
        let reply = self.api.delete_draft(&id, seen).await;
        self.acknowledge(None);
        let stored = match reply {
            Ok(stored) => stored,
            Err(ApiError::Refused { problem, .. }) if problem.revision.is_some() => {
                self.pull().await;
                return Err(CHANGED.to_owned());
            }
            Err(error) => return Err(self.session.words(&error)),
        };
        let start = Draft::from_wire(self.form, &stored.draft).map_err(|_| ApiError::Unreadable.message())?;
        self.acknowledge(Some((stored.revision, start.clone())));
        for copy in local_copy::of_draft(&id).await {
            local_copy::forget(&copy.name);
        }
        self.save_status.set(SaveStatus::Saved(stored.saved_at));
        self.begin_anew(before, start);
        tell_tabs(TabMessage::Saved);
        self.notifications.announce("下書きを削除しました");
        Ok(())
    }

    /// Replaces the deleted draft; answers typed while the server was asked stay.
    fn begin_anew(self, deleted: Draft, start: Draft) {
        self.set_conflicts(Vec::new());
        self.to_confirm.set(Vec::new());
        self.visibility.set(FaultVisibility::default());
        let typed = self.draft.get_untracked();
        let next = if typed == deleted { start.clone() } else { merge(&deleted, &typed, &start).draft };
        self.undo_step.set(Some(UndoStep::Deleted { draft: Box::new(deleted), start: Box::new(start) }));
        self.draft.set(next);
        if !self.is_saved() {
            self.changed();
        }
    }
}
