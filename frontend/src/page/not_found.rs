//! The page of a URL that names no page.

use leptos::prelude::*;

use crate::component::PageLayout;

/// Says that the address leads nowhere.
#[component]
pub fn NotFoundPage(
    /// The first page of the program.
    #[prop(default = "/")]
    home: &'static str,
) -> impl IntoView {
    view! {
        <PageLayout title="ページが見つかりません">
            <p>"アドレスが変わったか、入力に誤りがあるかもしれません。"</p>
            <p>
                <a href=home>"はじめのページへ"</a>
            </p>
        </PageLayout>
    }
    .into_any()
}
