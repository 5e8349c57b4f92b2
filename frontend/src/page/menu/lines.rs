//! Lines of the menu, each with the way to its application.

use leptos::prelude::*;

use crate::component::ButtonLink;
use crate::paths;

/// A line.
pub struct Line {
    /// The date and the sort.
    pub head: String,
    /// The sentence.
    pub text: String,
    /// The application behind 「詳細」.
    pub application: Option<String>,
    /// Whether it leads to ID通知内容 as well.
    pub is_about_id_notice: bool,
}

/// Lines in a list.
#[component]
pub fn Lines(
    /// The lines.
    lines: Vec<Line>,
) -> impl IntoView {
    let line = |Line { head, text, application, is_about_id_notice }: Line| {
        let label = format!("{text} 詳細");
        let notice = application.as_ref().filter(|_| is_about_id_notice).map(|id| {
            view! {
                <a href=paths::credentials(id)>"ID通知内容"</a>
            }
            .into_any()
        });
        let details = application.map(|id| {
            view! {
                <ButtonLink href=paths::application(&id) label="詳細" size="small" aria_label=Signal::stored(label) />
            }
            .into_any()
        });
        view! {
            <li class="app-news__line">
                <p class="app-news__head">{head}</p>
                <p class="app-news__text">{text} " " {notice}</p>
                {details}
            </li>
        }
        .into_any()
    };
    view! { <ul class="app-news">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}
