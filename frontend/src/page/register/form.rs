//! `/register`: the questions of the registration (N-030).

use leptos::prelude::*;
use nss_core::account::REGISTRATION_PAGE;

use crate::page::form::FormPageBody;
use crate::state::navigation::use_navigation;

/// The input page of the registration.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let navigation = use_navigation();
    view! {
        <FormPageBody
            page=&REGISTRATION_PAGE
            next_label="申込内容確認へ進む"
            on_next=move || navigation.go("/register/confirm")
        />
    }
    .into_any()
}
