//! A text of paragraphs and headings.

use leptos::prelude::*;

use super::reactive;

/// Paragraphs and headings of a text. Empty lines separate them; a heading begins with `# `.
#[component]
pub fn Prose(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let draw = |paragraph: String| match paragraph.strip_prefix("# ") {
        Some(heading) => view! { <h2>{heading.to_owned()}</h2> }.into_any(),
        None => view! { <p>{paragraph}</p> }.into_any(),
    };
    reactive(move || text.with(|text| paragraphs(text)).into_iter().map(draw).collect_view())
}

/// Splits a text at empty lines; the lines of a paragraph stay separate lines without surrounding space.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.split('\n').map(str::trim) {
        match paragraphs.last_mut() {
            Some(open) if !line.is_empty() => {
                if !open.is_empty() {
                    open.push('\n');
                }
                open.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_separate_paragraphs_and_space_around_lines_goes() {
        let text = "# 第1条\n\n 一つ目の行\n二つ目の行 \r\n\n\n\n最後\n";
        assert_eq!(paragraphs(text), ["# 第1条", "一つ目の行\n二つ目の行", "最後"]);
    }

    #[test]
    fn an_empty_text_has_no_paragraph() {
        assert!(paragraphs(" \n\n").is_empty());
    }
}
