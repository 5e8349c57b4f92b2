//! Content that comes from the server.

use leptos::prelude::*;

use super::{Loading, Notice, RetryButton, reactive};
use crate::api::ApiError;
use crate::browser::task::{LocalFuture, effect, spawn_local};

/// The content of a response: a placeholder until it arrives, and a retry button if the request failed.
#[component]
pub fn Fetched<R>(
    /// Sends the request, again whenever a signal that it reads notifies. The reply is the view to draw.
    request: R,
) -> impl IntoView
where
    R: Fn() -> LocalFuture<Result<ViewFn, ApiError>> + 'static,
{
    let reply = RwSignal::new(None);
    let retry = RwSignal::new(());
    let latest = StoredValue::new(0_u32);
    effect(move || {
        retry.track();
        let request = request();
        let sent = latest.get_value() + 1;
        latest.set_value(sent);
        reply.set(None);
        spawn_local(async move {
            let received = request.await;
            // Another request may run meanwhile, or the page be gone.
            if latest.try_get_value() == Some(sent) {
                reply.set(Some(received));
            }
        });
    });
    view! { <Reply reply=reply retry=retry /> }.into_any()
}

/// The same behind the type of the request.
#[component]
fn Reply(reply: RwSignal<Option<Result<ViewFn, ApiError>>>, retry: RwSignal<()>) -> impl IntoView {
    let content = move || match reply.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(found)) => found.run(),
        Some(Err(error)) => view! {
            <Notice variant="error" text=error.message() />
            <RetryButton on_retry=move || retry.notify() />
        }
        .into_any(),
    };
    view! { <div>{reactive(content)}</div> }.into_any()
}
