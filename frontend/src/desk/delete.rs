//! 下書きを削除: the draft begins anew, and what was typed can be put back.

use nss_core::form::{Draft, merge};

use super::keep::Keep;
use super::{Desk, Saved, Showing, Told, Word, local, tell};
use crate::api::{self, Trouble};

const CHANGED: &str = "別の画面で変更されています。内容を確認して、もう一度削除してください。";

impl Desk {
    /// Begins the draft anew, here and on the server; gives what is to be done if it could not be.
    pub(crate) async fn delete(self) -> Option<String> {
        for upload in self.uploads.get_untracked() {
            self.give_up(upload.row);
        }
        // What cannot be saved needs not be: it goes. But a save that is under way comes to its end.
        self.save_all().await;
        let (id, seen) = self.revision()?;
        let before = self.draft.get_untracked();
        // No save sets out meanwhile: it would be stale.
        self.busy(true);
        let reply = api::delete_draft(self.here.clock, &id, seen).await;
        self.busy(false);
        let stored = match reply {
            Ok(stored) => stored,
            Err(Trouble::Refused(problem, _)) if problem.revision.is_some() => {
                self.refresh().await;
                return Some(CHANGED.to_owned());
            }
            Err(trouble) => return Some(trouble.words()),
        };
        let Ok(start) = Draft::read(self.form, &stored.draft) else { return Some(Trouble::Unreadable.words()) };
        self.keep.update(|keep| {
            if let Keep::Server { revision, base, .. } = keep {
                *revision = stored.revision;
                **base = start.clone();
            }
        });
        for (name, _) in local::copies(&id).await {
            local::forget(&name);
        }
        self.saved.set(Saved::At(stored.saved_at));
        self.ask_about(Vec::new());
        self.doubtful.set(Vec::new());
        self.showing.set(Showing::default());
        // What was typed while the server was asked stays.
        let typed = self.draft.get_untracked();
        let stays = if typed == before { start.clone() } else { merge(&before, &typed, &start).draft };
        self.told.set(Some(Told::Deleted { draft: Box::new(before), start: Box::new(start) }));
        self.draft.set(stays);
        if !self.is_saved() {
            self.changed();
        }
        tell(Word::Saved);
        self.here.say("下書きを削除しました");
        None
    }

    fn busy(self, is_busy: bool) {
        self.keep.update(|keep| {
            if let Keep::Server { busy, .. } = keep {
                *busy = is_busy;
            }
        });
    }

    /// What was deleted stands again, beside what was typed since.
    pub(super) fn undelete(self, deleted: &Draft, start: &Draft) {
        self.edit(|draft| *draft = merge(start, draft, deleted).draft);
    }
}
