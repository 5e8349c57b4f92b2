//! パスワード再発行 by staff (N-269).

use leptos::prelude::*;
use nss_core::review::life::has_passwords;
use nss_core::value::date;

use super::use_desk;
use crate::browser::dialog;
use crate::component::{Actions, Button, ErrorNotice, Notice, action_error, page_action, reactive};
use crate::date_format;

const QUESTION: &str =
    "この契約のすべてのパスワードを再発行します。これまでのパスワードは表示できなくなります。よろしいですか。";

/// The button, while the contract has passwords; the applicant alone reads them.
#[component]
pub fn Reissue() -> impl IntoView {
    let desk = use_desk();
    let can_reissue =
        Memo::new(move |_| desk.application().with(|shown| has_passwords(shown.line.kind, shown.line.state)));
    let until = RwSignal::new(None::<String>);
    let reissue = page_action(move || async move {
        let given = desk.api().reissue_credentials(&desk.id()).await.map_err(|error| error.message())?;
        until.set(Some(given.readable_until));
        Ok(())
    });
    let press = move |()| {
        if !reissue.pending().get_untracked() && dialog::confirm(QUESTION) {
            reissue.dispatch(());
        }
    };
    let done = move || {
        let day = until.get()?;
        let day = date::parse(&day).map_or(day, date_format::date);
        let text = format!("パスワードを再発行しました。申込者は{day}までID通知内容で参照できます。");
        Some(view! { <Notice variant="success" text=text/> }.into_any())
    };
    let section = move || {
        can_reissue.get().then(|| {
            view! {
                <section class="app-section app-no-print">
                    <h2 class="app-section__title">"パスワードの再発行"</h2>
                    <p>"新しいパスワードは申込者だけが参照でき、新着情報でお知らせします。"</p>
                    <ErrorNotice message=action_error(reissue)/>
                    <div role="status">{reactive(done)}</div>
                    <Actions><Button label="パスワードを再発行する" on_press=press/></Actions>
                </section>
            }
            .into_any()
        })
    };
    reactive(section)
}
