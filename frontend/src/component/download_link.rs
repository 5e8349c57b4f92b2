//! A link to a file.

use leptos::prelude::*;

/// A link that saves a file under the name that the server sends. The router leaves it to the browser.
#[component]
pub fn DownloadLink(
    /// The address of the file.
    #[prop(into)]
    href: String,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// The id, if the error summary links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// The id of the element that describes the file.
    #[prop(optional, into)]
    described_by: Option<String>,
) -> impl IntoView {
    view! {
        <a href=href download="" id=id aria-describedby=described_by>
            {label}
        </a>
    }
    .into_any()
}
