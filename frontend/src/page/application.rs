//! `/applications/{id}`: what was registered, under which number, where it stands.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nss_core::api::Application;

use super::part::{notice, retry};
use super::{for_account, page as sheet};
use crate::here::Here;
use crate::{api, clock};

/// One's own application.
pub(super) fn page(here: Here, id: &str) -> AnyView {
    let id = id.to_owned();
    for_account(here, move || {
        let found = RwSignal::new(None);
        let id = id.clone();
        let ask = move || {
            let id = id.clone();
            found.set(None);
            spawn_local(async move { found.set(Some(api::application(here.clock, &id).await)) });
        };
        ask();
        let body = view! {
            {move || match found.get() {
                None => view! { <div class="app-loading" role="status">"読み込んでいます"</div> }.into_any(),
                Some(Err(trouble)) => view! { {notice("error", trouble.words())} {retry(ask.clone())} }.into_any(),
                Some(Ok(application)) => shown(&application),
            }}
        };
        sheet("申込内容 参照", body.into_any())
    })
}

fn shown(application: &Application) -> AnyView {
    view! {
        <dl class="app-facts">
            <div><dt>"申込受付番号"</dt><dd>{application.number.clone()}</dd></div>
            <div><dt>"状況"</dt><dd>{application.state.label()}</dd></div>
            <div><dt>"申込日時"</dt><dd>{clock::written_with_year(&application.submitted_at)}</dd></div>
        </dl>
    }
    .into_any()
}
