//! The messages between the tabs of one browser: saved, opened, registered, logged out.

use std::cell::Cell;

use crate::browser::task::spawn_local;
use leptos::prelude::*;

use super::open::OpenDrafts;
use crate::browser::broadcast;
use crate::state::notifications::Notifications;
use crate::state::session::CurrentSession;

/// A message on the channel.
#[derive(Clone, Copy, PartialEq)]
pub enum TabMessage {
    /// The server has something newer.
    Saved,
    /// A tab has opened the draft; tabs that have it open too answer.
    Opened,
    /// The answer.
    AlsoOpen,
    /// Tabs save now: one is about to log out.
    Save,
    /// A tab has logged out.
    LoggedOut,
    /// A tab has logged in or registered: the session is to be fetched again.
    Recheck,
}

const MESSAGES: [TabMessage; 6] = [
    TabMessage::Saved,
    TabMessage::Opened,
    TabMessage::AlsoOpen,
    TabMessage::Save,
    TabMessage::LoggedOut,
    TabMessage::Recheck,
];

/// The notification for the tab that opens the draft second (F015).
const SECOND: &str = "この申込は、別のタブかウィンドウでも開いています。どちらで入力しても、内容は自動で合わせます。";
const LOGGED_OUT: &str = "別のタブでログアウトしました。";

thread_local! {
    /// Whether this tab has just opened the draft and no tab has answered.
    static AWAITS_ANSWER: Cell<bool> = const { Cell::new(false) };
}

/// Sends a message to the other tabs.
pub fn tell_tabs(message: TabMessage) {
    if message == TabMessage::Opened {
        AWAITS_ANSWER.set(true);
    }
    broadcast::post(message as u8);
}

/// Follows the messages of the other tabs, as long as the page stands.
pub fn listen_to_tabs(drafts: OpenDrafts, session: CurrentSession, notifications: Notifications) {
    broadcast::listen(move |byte| {
        let Some(message) = MESSAGES.into_iter().find(|known| *known as u8 == byte) else { return };
        let store = drafts.application.get_untracked();
        match (message, store) {
            (TabMessage::Saved, Some(store)) => spawn_local(store.pull()),
            (TabMessage::Opened, Some(store)) => {
                store.keep_copy_again();
                tell_tabs(TabMessage::AlsoOpen);
            }
            (TabMessage::AlsoOpen, Some(_)) if AWAITS_ANSWER.take() => notifications.notify(SECOND, None),
            (TabMessage::Save, Some(store)) => store.save_soon(),
            (TabMessage::LoggedOut, store) => {
                if let Some(store) = store {
                    store.close();
                    drafts.application.set(None);
                    notifications.notify(LOGGED_OUT, None);
                }
                session.refresh();
            }
            (TabMessage::Recheck, Some(store)) => spawn_local(store.sync()),
            (TabMessage::Recheck, None) => session.refresh(),
            _ => {}
        }
    });
}
