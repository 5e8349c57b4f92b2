//! When the browser's copy is written: behind each key, and before the page is left.

use std::time::Duration;

use leptos::prelude::*;
use nss_core::form::Side;

use super::save_target::SaveTarget;
use super::{DraftStore, local_copy};
use crate::browser::timer::run_after;

/// Debounce: a save begins this long after the last key.
const SAVE_DELAY: Duration = Duration::from_millis(700);

/// The notification, once, when the browser keeps no copy.
const NO_COPY: &str = "このブラウザには入力中の内容を残せません（空き容量がないか、保存が禁止されています）。\
                       入力した内容はサーバに保存します。「保存しました」の表示を確認してから画面を閉じてください。";

impl DraftStore {
    /// The draft was changed: the browser writes its copy right behind this task, the server gets it within a second.
    pub(super) fn changed(self) {
        if self.changes().is_none() {
            self.keep_copy();
        } else if !self.copy_is_due.get_value() {
            self.copy_is_due.set_value(true);
            run_after(Duration::ZERO, move || self.keep_due_copy());
        }
        self.target.update_value(|target| {
            if let SaveTarget::Server { changes, .. } = target {
                *changes += 1;
            }
        });
        self.save_after(SAVE_DELAY);
    }

    /// Writes the due copy: behind the key, since it takes as long as all else that a key does.
    pub(super) fn keep_due_copy(self) {
        if self.copy_is_due.get_value() {
            self.copy_is_due.set_value(false);
            self.update_copy();
        }
    }

    /// Another tab has taken over this tab's copy: answers that the server does not have are kept once more.
    pub(super) fn keep_copy_again(self) {
        if self.changes().is_some() {
            self.update_copy();
        }
    }

    /// The browser keeps a copy exactly while the server does not have everything.
    pub(super) fn update_copy(self) {
        if self.is_saved() && self.conflicts.with_untracked(Vec::is_empty) {
            self.forget();
        } else {
            self.keep_copy();
        }
    }

    /// Writes the browser's copy: the draft, and the base that it grew from.
    fn keep_copy(self) {
        let mut is_first_failure = false;
        self.draft.with_untracked(|draft| {
            let mine = self.as_of(Side::Mine, draft);
            self.target.update_value(|target| match target {
                SaveTarget::Session => local_copy::keep_registration(Some(&mine)),
                SaveTarget::Closed => {}
                SaveTarget::Server { copy, base, is_without_copy, .. } => {
                    let is_kept = local_copy::put(copy, &self.as_of(Side::Base, base), &mine);
                    is_first_failure = !is_kept && !*is_without_copy;
                    *is_without_copy = !is_kept;
                }
            });
        });
        if is_first_failure {
            self.notifications.notify(NO_COPY, None);
        }
    }
}
