//! パスワード再発行: the applicant's request to staff (N-269).

use leptos::prelude::*;
use nss_core::api::Instant;

use crate::api::use_api;
use crate::component::{Actions, Button, ErrorNotice, Notice, action_error, page_action, reactive};
use crate::date_format;

/// The request, or the notice that it was made.
#[component]
pub fn Reissue(
    /// The application.
    application: String,
    /// The request that waits for its answer.
    requested_at: Option<Instant>,
) -> impl IntoView {
    let api = use_api();
    let (application, requested_at) = (StoredValue::new(application), RwSignal::new(requested_at));
    let request = page_action(move || async move {
        let made = api.request_credential_reissue(&application.get_value()).await;
        requested_at.try_set(Some(made.map_err(|error| error.message())?.requested_at));
        Ok(())
    });
    let press = move |()| {
        if !request.pending().get_untracked() {
            request.dispatch(());
        }
    };
    let made = move || {
        let at = date_format::date_time_with_year(&requested_at.get()?);
        let text = format!("{at}に再発行の依頼を受け付けました。再発行すると、新着情報でお知らせします。");
        Some(view! { <Notice variant="success" text=text /> }.into_any())
    };
    let offer = move || {
        requested_at.get().is_none().then(|| {
            view! {
                <p>
                    "依頼すると、NACCSセンターがすべてのパスワードを新しくします。新しいパスワードはこの画面で2営業日以上参照できます。メールではお送りしません。"
                </p>
                <Actions>
                    <Button label="パスワードの再発行を依頼する" on_press=press />
                </Actions>
            }
            .into_any()
        })
    };
    view! {
        <section class="app-section app-no-print">
            <h2 class="app-section__title">"パスワードの再発行"</h2>
            <ErrorNotice message=action_error(request) />
            <div role="status">{reactive(made)}</div>
            {reactive(offer)}
        </section>
    }
    .into_any()
}
