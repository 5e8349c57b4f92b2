//! `/apply/{page}`: a page of the form.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nss_core::form::Page;

use super::part::{SaveButtons, Steps};
use super::{Arrival, find};
use crate::browser::task::effect;
use crate::component::reactive;
use crate::draft::use_draft;
use crate::page::form::FormPageBody;
use crate::page::not_found::NotFoundPage;
use crate::paths;
use crate::state::navigation::use_navigation;

/// The page of the form that the URL names. The route stays mounted from page to page: each page is drawn anew.
#[component]
pub fn ApplyFormPage() -> impl IntoView {
    let (params, form) = (use_params_map(), use_draft().form);
    let path = Memo::new(move |_| params.with(|params| params.get("page").unwrap_or_default()));
    reactive(move || match find(form, &path.get()) {
        Some((position, page)) => view! { <FormPage position=position page=page /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    })
}

#[component]
fn FormPage(position: usize, page: &'static Page) -> impl IntoView {
    let (draft, navigation) = (use_draft(), use_navigation());
    let form = draft.form;
    let applies = move |page: &Page| untrack(|| draft.has_page(page));
    if !applies(page) {
        effect(move || navigation.replace(&paths::of_form(form, "tasks")));
        return view! { <NotFoundPage /> }.into_any();
    }
    let arrival = Arrival::read();
    let is_last = position + 1 == form.pages.len();
    let next_label = if is_last || arrival.is_from_confirm { "申込内容確認へ進む" } else { "次へ進む" };
    let go_on = move || {
        // The answers of this page decide which pages follow.
        let next = form.pages.iter().skip(position + 1).find(|page| applies(page));
        let target = match next.filter(|_| !arrival.is_from_confirm) {
            Some(following) => paths::page(form, following),
            None => arrival.confirm(form),
        };
        draft.save_soon();
        navigation.go(&target);
    };
    view! {
        <FormPageBody
            page=page
            side=move || view! { <Steps current=page.path /> }.into_any()
            next_label=next_label
            on_next=go_on
            more=|| view! { <SaveButtons /> }.into_any()
        />
    }
    .into_any()
}
