//! Messages beside the content of a page: a notification that stays until it is closed, an announcement for screen readers.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::timer::run_after;

/// An announcement is removed after this time, so that nobody reads it later as news.
const ANNOUNCEMENT_TIME: Duration = Duration::from_secs(8);

/// A link of a notification.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its URL.
    pub href: String,
    /// Its text.
    pub label: &'static str,
}

/// A sentence with an optional link, shown until it is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Notification {
    /// The sentence.
    pub text: String,
    /// Where it leads.
    pub link: Option<Link>,
}

/// The notification and the announcement of the page.
#[derive(Clone, Copy)]
pub struct Notifications {
    notification: RwSignal<Option<Notification>>,
    announcement: RwSignal<String>,
}

/// The notifications of the page around a component.
pub fn use_notifications() -> Notifications {
    expect_context()
}

impl Notifications {
    /// None yet.
    pub fn new() -> Self {
        Self { notification: RwSignal::new(None), announcement: RwSignal::new(String::new()) }
    }

    /// The notification that is shown.
    pub fn notification(self) -> RwSignal<Option<Notification>> {
        self.notification
    }

    /// The text of the live region.
    pub fn announcement(self) -> RwSignal<String> {
        self.announcement
    }

    /// Shows a notification in place of the one before.
    pub fn notify(self, text: impl Into<String>, link: Option<Link>) {
        self.notification.set(Some(Notification { text: text.into(), link }));
    }

    /// Closes the notification.
    pub fn dismiss(self) {
        self.notification.set(None);
    }

    /// Closes the notification if it is this sentence.
    pub fn dismiss_text(self, text: &str) {
        if self.notification.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.text == text)) {
            self.dismiss();
        }
    }

    /// Announces a sentence politely through the live region.
    pub fn announce(self, text: impl Into<String>) {
        let text = text.into();
        self.announcement.set(text.clone());
        run_after(ANNOUNCEMENT_TIME, move || {
            if self.announcement.with_untracked(|shown| *shown == text) {
                self.announcement.set(String::new());
            }
        });
    }
}

impl Default for Notifications {
    fn default() -> Self {
        Self::new()
    }
}
