//! Content that comes from the server.

use leptos::prelude::*;

use super::{Loading, Notice, RetryButton};
use crate::api::ApiError;

/// The content of a response: a placeholder until it arrives, and a retry button if the request failed.
#[component]
pub fn Fetched<T: Clone + Send + Sync + 'static>(
    /// The request.
    resource: LocalResource<Result<T, ApiError>>,
    /// Draws the response.
    draw: fn(T) -> AnyView,
) -> impl IntoView {
    let content = move || {
        resource.get().map(|reply| match reply {
            Ok(found) => draw(found),
            Err(error) => view! {
                <Notice variant="error" text=error.message() />
                <RetryButton on_retry=move || resource.refetch() />
            }
            .into_any(),
        })
    };
    // No element around it: the content takes the distances between the children of `main`.
    view! { <Suspense fallback=|| view! { <Loading /> }>{content}</Suspense> }.into_any()
}
