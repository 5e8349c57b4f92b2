//! All answers to read: before 登録, and afterwards (F096).

mod block;

use leptos::prelude::*;
use nss_core::form::{Draft, Fault, Form, Place};

use crate::component::{DownloadLink, reactive};
use crate::paths;
use block::{Answer, Block, FaultText, blocks};

/// Every section that is asked, in the order of the form.
#[component]
pub fn AnswerSummary(
    /// The answers.
    #[prop(into)]
    answers: Signal<Draft>,
    /// The faults of the answers.
    #[prop(optional, into)]
    faults: Signal<Vec<Fault>>,
    /// The query of the links to the places where the answers are changed (`?…` or empty). Without it nothing can be
    /// changed.
    #[prop(optional)]
    change_query: Option<&'static str>,
    /// Whether a place can be changed; every place without it.
    #[prop(optional)]
    is_open: Option<Callback<Place, bool>>,
    /// The paths of the pages whose answers are drawn; all without it.
    #[prop(optional)]
    pages: Option<&'static [&'static str]>,
    /// The URL below which the files are found.
    #[prop(into)]
    files_url: String,
    /// Draws the control beside an answer, or beside a list without a row, in place of the link to change it.
    #[prop(optional)]
    beside: Option<Callback<Place, AnyView>>,
) -> impl IntoView {
    let form = answers.with_untracked(Draft::form);
    let links = Links { form, change_query, is_open, files_url, beside };
    let blocks = Memo::new(move |_| answers.with(|answers| faults.with(|faults| blocks(answers, faults, pages))));
    reactive(move || blocks.get().into_iter().map(|block| links.block(block)).collect_view())
}

/// The links beside the answers.
#[derive(Clone)]
struct Links {
    form: &'static Form,
    change_query: Option<&'static str>,
    is_open: Option<Callback<Place, bool>>,
    files_url: String,
    beside: Option<Callback<Place, AnyView>>,
}

impl Links {
    fn change(&self, place: &Place, label: &'static str, name: &str) -> Option<AnyView> {
        self.is_open.is_none_or(|is_open| is_open.run(*place)).then_some(())?;
        let href = paths::place(self.form, place, self.change_query?);
        Some(
            view! {
                <a href=href>
                    {label}
                    <span class="app-visually-hidden">{format!("：{name}")}</span>
                </a>
            }
            .into_any(),
        )
    }

    fn block(&self, block: Block) -> AnyView {
        let Block { title, place, answers, is_empty, faults } = block;
        let back = place.and_then(|place| match self.beside {
            // An answer has its own; a list without a row has no answer.
            Some(beside) => answers.is_none().then(|| beside.run(place)),
            None => self.change(&place, "入力に戻る", &title),
        });
        let answers = answers.map(|answers| {
            let rows = answers.into_iter().map(|answer| self.answer(answer)).collect_view();
            view! { <dl class="app-summary__list">{rows}</dl> }.into_any()
        });
        view! {
            <section class="app-summary">
                <header class="app-summary__head">
                    <h2 class="app-summary__title">{title}</h2>
                    {back}
                </header>
                {answers}
                {is_empty.then(|| view! { <p class="app-rows__empty">"ありません"</p> }.into_any())}
                {faults.into_iter().map(fault_text).collect_view()}
            </section>
        }
        .into_any()
    }

    fn answer(&self, answer: Answer) -> AnyView {
        let Answer { label, text, state, place, file, can_change, faults } = answer;
        let change = place.filter(|_| can_change).and_then(|place| match self.beside {
            Some(beside) => Some(beside.run(place)),
            None => self.change(&place, "変更", label),
        });
        let text = match file {
            Some(row) => view! { <DownloadLink href=format!("{}/{row}", self.files_url) label=text /> }.into_any(),
            None => text.into_any(),
        };
        view! {
            <div
                class="app-summary__row"
                id=place.map(|place| place.path())
                tabindex=place.map(|_| "-1")
                data-state=state
            >
                <dt class="app-summary__key">{label}</dt>
                <dd class="app-summary__value">{text} {faults.into_iter().map(fault_text).collect_view()}</dd>
                {change.map(|link| view! { <dd class="app-summary__action">{link}</dd> }.into_any())}
            </div>
        }
        .into_any()
    }
}

fn fault_text(fault: FaultText) -> AnyView {
    let FaultText { blocks, message } = fault;
    if blocks {
        view! {
            <div class="app-field__error">
                "＊"
                {message}
            </div>
        }
        .into_any()
    } else {
        view! { <div class="app-field__warning">{message}</div> }.into_any()
    }
}
