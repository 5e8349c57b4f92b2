//! The footer: the operator's contacts (C-099, F022).

use leptos::prelude::*;
use nss_core::api::Operator;

use crate::component::reactive;
use crate::state::session::use_session;

/// The links of the footer.
const LINKS: [(&str, &str); 3] = [("/", "はじめに"), ("/terms", "システム利用規程"), ("/login", "ログイン")];

/// The footer of every page.
#[component]
pub fn Footer() -> impl IntoView {
    let session = use_session();
    let operator = Memo::new(move |_| session.session().map(|session| session.operator));
    view! {
        <footer class="app-footer">
            <div class="app-footer__inner">
                <div class="app-contact">
                    <h2 class="app-contact__title">"お問い合わせ"</h2>
                    {reactive(move || operator.get().map(|operator| view! { <OperatorContacts operator/> }.into_any()))}
                </div>
                <ul class="app-footer__links">
                    {LINKS.map(|(href, label)| view! { <li><a href=href>{label}</a></li> }.into_any()).collect_view()}
                </ul>
            </div>
        </footer>
    }
    .into_any()
}

/// The operator's name and its telephone desks.
#[component]
fn OperatorContacts(
    /// The operator of the service.
    operator: Operator,
) -> impl IntoView {
    let contacts = operator.contacts.into_iter().map(|contact| {
        view! {
            <p>
                {contact.name} " " <span class="app-contact__phone" translate="no">{contact.telephone}</span>
                {format!("（{}）", contact.hours)}
            </p>
        }
        .into_any()
    });
    view! {
        <p>{operator.name}</p>
        {contacts.collect_view()}
    }
    .into_any()
}
