//! `/apply/{page}/{row}`: the page of one row of a list.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nss_core::form::{Form, Page, RowId, Section};

use super::part::Steps;
use super::{Arrival, find};
use crate::browser::task::effect;
use crate::component::{Button, ButtonLink, reactive};
use crate::draft::use_draft;
use crate::page::form::FormPageBody;
use crate::page::not_found::NotFoundPage;
use crate::paths;
use crate::state::navigation::use_navigation;

const REMOVED: &str = "開いていた行は削除されました。一覧を表示しています。";

/// The row that the URL names. The route stays mounted from row to row: each row is drawn anew.
#[component]
pub fn ApplyRowPage() -> impl IntoView {
    let (params, form) = (use_params_map(), use_draft().form);
    let named = Memo::new(move |_| {
        params.with(|params| (params.get("page").unwrap_or_default(), params.get("row").unwrap_or_default()))
    });
    reactive(move || {
        let (path, row) = named.get();
        match list_on(form, &path).zip(row.parse().ok()) {
            Some(((page, section), id)) => view! { <RowPage page=page section=section id=id /> }.into_any(),
            None => view! { <NotFoundPage /> }.into_any(),
        }
    })
}

/// The page with this path, and the list on it whose rows have pages of their own.
fn list_on(form: &'static Form, path: &str) -> Option<(&'static Page, &'static Section)> {
    let (_, page) = find(form, path)?;
    let section = page.sections.iter().copied().find(|section| section.is_list() && !section.is_inline)?;
    Some((page, section))
}

#[component]
fn RowPage(page: &'static Page, section: &'static Section, id: RowId) -> impl IntoView {
    let (draft, navigation) = (use_draft(), use_navigation());
    let list = StoredValue::new(paths::page(draft.form, page));
    let exists = move || draft.row_ids(section, None).contains(&id);
    if !draft.is_section_asked(section) || !exists() || !untrack(|| draft.has_page(page)) {
        effect(move || navigation.replace(&list.get_value()));
        return view! { <NotFoundPage /> }.into_any();
    }
    Effect::new(move |_| {
        untrack(|| draft.open_row(section, id));
        on_cleanup(move || draft.close_row());
    });
    // Another tab or device removed the open row.
    effect(move || {
        if !exists() && draft.is_row_open(id) {
            draft.notifications.notify(REMOVED, None);
            navigation.replace(&list.get_value());
        }
    });
    let arrival = Arrival::read();
    let target = StoredValue::new(if arrival.is_from_confirm {
        arrival.confirm(draft.form)
    } else {
        format!("{}#{}", list.get_value(), section.key)
    });
    let go_on = move || {
        draft.save_soon();
        navigation.go(&target.get_value());
    };
    let cancel = move || {
        draft.cancel_row(section, id);
        navigation.go(&target.get_value());
    };
    let more = move || {
        view! {
            <Button label="取消" on_press=cancel />
            <ButtonLink href=list.get_value() label="入力の途中で一覧に戻る" />
        }
        .into_any()
    };
    view! {
        <FormPageBody
            page=page
            row=(section, id)
            side=move || view! { <Steps current=page.path /> }.into_any()
            next_label="この内容で設定する"
            on_next=go_on
            more=more
        />
    }
    .into_any()
}
