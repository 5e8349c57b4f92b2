//! Lines of the menu, each with the way to its details.

use leptos::prelude::*;

use crate::component::ButtonLink;

/// A line.
pub struct Line {
    /// The date and the sort.
    pub head: String,
    /// The sentence.
    pub text: String,
    /// The URL behind 「詳細」.
    pub details: Option<String>,
    /// The URL of ID通知内容, if the line is about it.
    pub id_notice: Option<String>,
}

/// Lines in a list.
#[component]
pub fn Lines(
    /// The lines.
    lines: Vec<Line>,
) -> impl IntoView {
    let line = |Line { head, text, details, id_notice }: Line| {
        let label = format!("{text} 詳細");
        let notice = id_notice.map(|href| {
            view! {
                <a href=href>"ID通知内容"</a>
            }
            .into_any()
        });
        let details = details.map(|href| {
            view! {
                <ButtonLink href=href label="詳細" size="small" aria_label=Signal::stored(label) />
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
