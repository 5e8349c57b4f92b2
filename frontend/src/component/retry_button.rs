//! The way on after a failed request.

use leptos::prelude::*;

use super::{Actions, Button};

/// 「もう一度試す」.
#[component]
pub fn RetryButton(
    /// Sends the request again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <Actions>
            <Button label="もう一度試す" on_press=on_retry />
        </Actions>
    }
    .into_any()
}
