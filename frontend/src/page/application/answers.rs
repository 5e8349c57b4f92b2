//! The answers of a document by tabs (C-101).

use leptos::prelude::*;
use nss_core::form::{Draft, Page};

use crate::page::form::AnswerSummary;

/// A tab: the id of its section, its label, the paths of the form's pages whose answers stand there.
type Tab = (&'static str, &'static str, &'static [&'static str]);

/// The tabs, in their order.
const TABS: [Tab; 6] = [
    ("application", "利用申込", &["applicant", "start", "remarks"]),
    ("place", "事業所", &["office", "contractor", "administrator", "sharing"]),
    ("netnaccs", "netNACCS", &["net"]),
    ("naccs", "一般NACCS", &["user-codes", "mailbox", "fee-plan"]),
    ("line", "回線申込", &["lines", "diagram", "works"]),
    ("bill", "請求先", &["billing"]),
];

/// The links to the tabs with their name, and the answers of each below. `application`: the one with the document's files.
pub fn answers(name: &'static str, document: &Draft, application: &str) -> AnyView {
    let files_url = format!("/api/applications/{application}/files");
    let tabs = TABS
        .map(|tab| view! { <TabSection tab=tab document=document.clone() files_url=files_url.clone() /> }.into_any());
    let links = TABS.map(|(id, label, _)| view! { <li><a href=format!("#{id}")>{label}</a></li> }.into_any());
    view! {
        <nav class="app-tabs" aria-label=name>
            <ul>{links.collect_view()}</ul>
        </nav>
        {tabs.collect_view()}
    }
    .into_any()
}

/// The answers of a tab.
#[component]
fn TabSection(tab: Tab, document: Draft, files_url: String) -> impl IntoView {
    let (id, label, pages) = tab;
    let applies = |page: &&Page| pages.contains(&page.path) && page.applies(&document);
    let content = if document.form().pages.iter().any(applies) {
        view! { <AnswerSummary answers=document pages=pages files_url=files_url /> }.into_any()
    } else {
        view! { <p>{format!("{label}の申込はありません。")}</p> }.into_any()
    };
    view! {
        <section class="app-tab">
            <h2 class="app-tab__title" id=id tabindex="-1">
                {label}
            </h2>
            {content}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use nss_core::application::FORM;

    use super::TABS;

    #[test]
    fn each_page_of_the_form_stands_in_one_tab() {
        for page in FORM.pages {
            let tabs = TABS.iter().filter(|(_, _, pages)| pages.contains(&page.path)).count();
            assert_eq!(tabs, 1, "{}", page.path);
        }
    }
}
