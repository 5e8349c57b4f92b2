//! The footer: whom to ask (C-099, F022).

use leptos::prelude::*;

use crate::here::Here;

/// The footer of every page.
pub(crate) fn footer(here: Here) -> AnyView {
    let operator = Memo::new(move |_| here.session().map(|session| session.operator));
    view! {
        <footer class="app-footer">
            <div class="app-footer__inner">
                <div class="app-contact">
                    <h2 class="app-contact__title">"お問い合わせ"</h2>
                    {move || operator.get().map(|operator| {
                        let contacts = operator.contacts.into_iter().map(|contact| view! {
                            <p>
                                {contact.name} " "
                                <span class="app-contact__phone">{contact.telephone}</span>
                                "（" {contact.hours} "）"
                            </p>
                        }.into_any()).collect_view();
                        view! { <p>{operator.name}</p> {contacts} }.into_any()
                    })}
                </div>
                <ul class="app-footer__links">
                    <li><a href="/">"はじめに"</a></li>
                    <li><a href="/terms">"システム利用規程"</a></li>
                    <li><a href="/login">"ログイン"</a></li>
                </ul>
            </div>
        </footer>
    }
    .into_any()
}
