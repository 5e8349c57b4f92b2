//! ログアウト: saves, ends the session and wipes the browser's copies.

use std::time::Duration;

use crate::browser::task::spawn_local;
use leptos::prelude::*;

use super::open::{OpenDrafts, use_open_drafts};
use super::{TabMessage, forget_all, local_copy, tell_tabs};
use crate::api::{Api, use_api};
use crate::browser::dialog::confirm;
use crate::browser::timer::sleep;
use crate::state::navigation::{Navigation, use_navigation};
use crate::state::notifications::{Notifications, use_notifications};
use crate::state::session::{CurrentSession, use_session};

/// The interval at which the copies of other tabs are looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(100);
/// The number of looks: other tabs get two seconds to save.
const POLLS: u32 = 20;
const UNSAVED: &str = "保存できていない内容があります。ログアウトすると、その内容はなくなります。ログアウトしますか。";
const UNDECIDED: &str = "別の画面と異なる項目で、どちらの内容にするかを選んでいないものがあります。\
                         ログアウトすると、この画面の内容はなくなります。ログアウトしますか。";

/// The log-out of the page around a component.
pub fn use_log_out() -> impl Fn() + Copy + Send + Sync + 'static {
    let (api, drafts, session) = (use_api(), use_open_drafts(), use_session());
    let (notifications, navigation) = (use_notifications(), use_navigation());
    move || spawn_local(log_out(api, drafts, session, notifications, navigation))
}

async fn log_out(
    api: Api,
    drafts: OpenDrafts,
    session: CurrentSession,
    notifications: Notifications,
    navigation: Navigation,
) {
    let store = drafts.application.get_untracked();
    if let Some(store) = store {
        let question = loss(store).await;
        if question.is_some_and(|question| !confirm(question)) {
            return;
        }
    }
    match api.log_out().await {
        Ok(()) => {
            if let Some(store) = store {
                store.close();
            }
            forget_all();
            tell_tabs(TabMessage::LoggedOut);
            notifications.dismiss();
            drafts.application.set(None);
            session.refresh();
            navigation.go("/login");
            notifications.announce("ログアウトしました");
        }
        Err(error) => notifications.notify(error.message(), None),
    }
}

/// Saves in every tab; the question for the applicant if something would be lost.
async fn loss(store: super::DraftStore) -> Option<&'static str> {
    tell_tabs(TabMessage::Save);
    let is_saved = store.save_all().await;
    let is_decided = !untrack(|| store.is_undecided());
    // Other tabs save meanwhile; the copy of a closed tab is saved by nobody.
    for _ in 0..POLLS {
        if !is_saved || !is_decided || local_copy::is_empty().await {
            break;
        }
        sleep(POLL_INTERVAL).await;
    }
    match (is_decided, is_saved && local_copy::is_empty().await) {
        (false, _) => Some(UNDECIDED),
        (true, false) => Some(UNSAVED),
        (true, true) => None,
    }
}
