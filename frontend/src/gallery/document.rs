//! The HTML around rendered components.

use super::Rendered;
use super::scene::Scene;

/// Elements that begin a line of the file.
const BLOCKS: &[&str] = &[
    "a class=\"app-skip-link\"",
    "article",
    "aside",
    "details",
    "div",
    "dl",
    "fieldset",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "header",
    "label",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// A page of the gallery as a file.
pub(super) fn named(page: &Rendered) -> String {
    let depth = "../".repeat(page.file.matches('/').count() + 1);
    document(&page.title, &depth, &page.html)
}

/// The list of all pages of the gallery.
pub(super) fn index(groups: &[(&str, Vec<Rendered>)]) -> String {
    let mut html = String::from(
        "<main class=\"gallery\"><h1 class=\"app-title\">ギャラリー</h1><p class=\"app-lead\">\
         すべての画面、入力部品、部品を、製品と同じ部品から作っています。見た目を変えるときは、まず <code>tokens/semantic.css</code> \
         を開いてください。</p>",
    );
    for (title, pages) in groups {
        let links = pages.iter().map(|page| format!("<li><a href=\"{}\">{}</a></li>", page.file, page.title));
        let links: Vec<_> = links.collect();
        html.extend([
            "<h2 class=\"gallery__name\">",
            title,
            "</h2><ul class=\"gallery__index\">",
            &links.concat(),
            "</ul>",
        ]);
    }
    document("ギャラリー", "../", &(html + "</main>"))
}

fn document(title: &str, style: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"ja\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}｜NSS</title>\n\
         <link rel=\"stylesheet\" href=\"{style}index.css\">\n<link rel=\"stylesheet\" href=\"{style}gallery/gallery.css\">\n\
         <body>{}\n</body>\n</html>\n",
        in_lines(body)
    )
}

/// The entrance for `frontend/index.html`: the first picture, before the program runs. The program removes it.
pub(super) fn entrance() -> String {
    let html = in_lines(&Scene::visitor().page("/"));
    format!("<div class=\"app-first-picture\">{html}\n</div>\n")
}

/// A line for each block, without the marks that only a hydrating browser reads: so a change shows as a change of few lines.
fn in_lines(html: &str) -> String {
    let mut text = html.replace("<!>", "").replace("<!--hot-reload-->", "");
    for block in BLOCKS {
        for end in [" ", ">"] {
            let tag = format!("<{block}{end}");
            text = text.replace(&tag, &format!("\n{tag}"));
        }
    }
    text
}
