//! Small parts of pages.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::signal::follow;
use crate::signal::{Give, State};
use crate::view::{El, button, el, value};

/// A word to the reader; `variant` is `info`, `success`, `warning` or `error`.
pub(super) fn notice(variant: &str, words: &str) -> El {
    el("div", "app-notice").set("data-variant", variant).add(el("div", "app-notice__body").add(el("p", "").text(words)))
}

/// The same, said aloud at once, while there are words.
pub(super) fn trouble(words: State<Option<String>>) -> El {
    el("div", "").set("role", "alert").part(move || words.get().map(|words| notice("error", &words)))
}

/// 「もう一度試す」.
pub(super) fn retry(again: impl Fn() + 'static) -> El {
    actions(vec![button("もう一度試す", "", again)])
}

/// The buttons of a page, the first one first.
pub(super) fn actions(buttons: Vec<El>) -> El {
    el("div", "app-actions").all(buttons)
}

/// A link that looks like a button.
pub(super) fn way(href: &str, words: &str, variant: &str) -> El {
    let way = el("a", "app-button").set("href", href).text(words);
    if variant.is_empty() { way } else { way.set("data-variant", variant) }
}

/// The button that a page is about. It works on the form around it; while it works it says so and stays reachable.
pub(super) fn submit(label: &str, busy: State<bool>) -> El {
    el("button", "app-button")
        .set("type", "submit")
        .set("data-variant", "primary")
        .bind("aria-busy", move || busy.get().then(|| "true".to_owned()))
        .text(label)
}

/// A form that never reloads the page.
pub(super) fn form(on_submit: impl Fn() + 'static) -> El {
    let on_submit: Box<dyn Give<()>> = Box::new(on_submit);
    el("form", "app-form").set("novalidate", "").on("submit", move |event| {
        event.prevent_default();
        on_submit.give();
    })
}

/// A paragraph.
pub(super) fn p(words: &str) -> El {
    el("p", "").text(words)
}

/// The paragraph below the heading.
pub(super) fn lead(words: &str) -> El {
    el("p", "app-lead").text(words)
}

/// A table with a heading for each column and each row.
pub(super) fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [&'static str; N]>) -> El {
    let head = el("tr", "").all(head.map(|words| el("th", "").set("scope", "col").text(words)));
    let rows = rows.into_iter().map(|cells| {
        el("tr", "").all(cells.into_iter().enumerate().map(|(column, words)| {
            if column == 0 { el("th", "").set("scope", "row").text(words) } else { el("td", "").text(words) }
        }))
    });
    el("table", "app-table").add(el("thead", "").add(head)).add(el("tbody", "").all(rows))
}

/// One line of text that is no answer of a form.
pub(super) struct Line {
    /// The id of its input.
    pub(super) id: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    /// Help.
    pub(super) hint: &'static str,
    /// `text`, `password` or `email`.
    pub(super) kind: &'static str,
    /// Autofill token.
    pub(super) autofill: &'static str,
    /// What is typed.
    pub(super) text: State<String>,
}

impl Line {
    /// The label, the help and the input.
    pub(super) fn draw(self) -> El {
        let Self { id, label, hint, kind, autofill, text } = self;
        let hint_id = format!("{id}-hint");
        let label = el("label", "app-field__label")
            .set("for", id)
            .text(label)
            .text(" ")
            .add(el("span", "app-field__need").text("※必須"));
        let input = el("input", "app-input")
            .set("id", id)
            .set("type", kind)
            .set("autocomplete", autofill)
            .set("aria-required", "true")
            .set("aria-describedby", &hint_id)
            .with(|input| show(input.clone().unchecked_into(), text))
            .on("input", move |event| text.set(value(&event)));
        el("div", "app-field")
            .set("data-kind", kind)
            .add(label)
            .add(el("div", "app-field__hint").set("id", &hint_id).text(hint))
            .add(input)
    }
}

/// The input shows the text, also when it is changed elsewhere.
fn show(input: HtmlInputElement, text: State<String>) {
    follow(Box::new(move || {
        let text = text.get();
        if input.value() != text {
            input.set_value(&text);
        }
    }));
}

/// Paragraphs and headings of a text: parted by empty lines, headings begin with `# `.
pub(super) fn prose(text: &str) -> impl Iterator<Item = El> {
    let mut paragraphs = vec![String::new()];
    for line in text.split('\n').map(str::trim) {
        match paragraphs.last_mut() {
            Some(open) if !line.is_empty() => {
                open.push_str(if open.is_empty() { "" } else { "\n" });
                open.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    let written = paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty());
    written.map(|paragraph| match paragraph.strip_prefix("# ") {
        Some(heading) => el("h2", "").text(heading),
        None => p(&paragraph),
    })
}
