//! The most rows of a list.

use leptos::prelude::*;
use nss_core::form::{RowId, Rows, Section};

use crate::draft::DraftStore;

/// 最大…件.
#[component]
pub fn RowLimit(
    /// The list.
    list: &'static Section,
) -> impl IntoView {
    match list.rows {
        Rows::Many { most, .. } => Some(view! { <p class="app-rows__limit">{format!("最大{most}件")}</p> }.into_any()),
        Rows::Once => None,
    }
}

/// Whether a list has room for one more row; a notification says so if it has none (F070).
pub fn has_room(store: DraftStore, list: &'static Section, around: Option<RowId>) -> bool {
    let Rows::Many { most, .. } = list.rows else { return false };
    let has_room = untrack(|| store.row_ids(list, around)).len() < usize::from(most);
    if !has_room {
        store.notifications.notify(format!("{}は最大{most}件です", list.title), None);
    }
    has_room
}
