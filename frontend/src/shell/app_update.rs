//! A page that is older than the server saves and reloads itself, once for each new version (M4).

use leptos::ev;
use leptos::prelude::*;
use leptos_use::use_interval_fn;

use crate::api::use_api;
use crate::browser::task::effect;
use crate::browser::{controls, session_storage};
use crate::draft::open::{OpenDrafts, use_open_drafts};
use crate::state::notifications::use_notifications;

/// The interval between looks, in milliseconds; the applicant has at least so long to read the notification.
const POLL_INTERVAL: u64 = 4_000;
/// Where the rules stand for which this tab was reloaded.
const RELOADED_FOR: &str = "nss.rules";
const SOON: &str = "画面が新しくなりました。入力した内容を保存して、読み込み直します。";
const BY_HAND: &str = "画面が新しくなりました。ページを再読み込みしてください。";

/// Looks from time to time whether the server has newer rules; reloads when nothing is typed, saved or sent.
pub fn reload_when_old() {
    let (api, drafts, notifications) = (use_api(), use_open_drafts(), use_notifications());
    let is_composing = StoredValue::new(false);
    let told = StoredValue::new(None::<String>);
    effect(move || {
        window_event_listener(ev::compositionstart, move |_| is_composing.set_value(true));
        window_event_listener(ev::compositionend, move |_| is_composing.set_value(false));
    });
    let poll = move || {
        let Some(newer) = api.newer_rules().get_untracked() else { return };
        let can_reload = session_storage::is_available()
            && session_storage::read(RELOADED_FOR).is_none_or(|reloaded_for| reloaded_for != newer);
        if told.with_value(|told| told.as_ref() != Some(&newer)) {
            notifications.notify(if can_reload { SOON } else { BY_HAND }, None);
            told.set_value(Some(newer));
        } else if can_reload && is_idle(drafts) && !is_composing.get_value() {
            session_storage::write(RELOADED_FOR, &newer);
            let _ = window().location().reload();
        }
    };
    use_interval_fn(poll, POLL_INTERVAL);
}

/// Says when the server has newer rules: for a page without a draft, which cannot save what is typed.
pub fn tell_when_old() {
    let (api, notifications) = (use_api(), use_notifications());
    Effect::new(move || {
        if api.newer_rules().with(Option::is_some) {
            notifications.notify(BY_HAND, None);
        }
    });
}

/// Whether nothing is being saved or sent.
fn is_idle(drafts: OpenDrafts) -> bool {
    controls::take_all();
    drafts.application.get_untracked().is_none_or(|store| store.is_saved() && !store.is_uploading())
}
