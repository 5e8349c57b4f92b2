//! `/dev/mails`: while developing, the mails that were sent, newest first.

use std::fmt::Write;

use axum::{
    extract::{Path, State},
    response::Html,
};
use nss_core::{account::provisional::written_out, api::ProblemKind};

use crate::{app::Shared, mailer::Letter, problem::Refusal};

/// Development: every mail with its full text, newest first.
#[utoipa::path(
    get,
    path = "/dev/mails",
    responses((status = 200, description = "A page", body = String, content_type = "text/html"))
)]
pub async fn list_mails(State(app): State<Shared>) -> Html<String> {
    let mut list = String::new();
    for (number, letter) in app.mailer.sent().iter().enumerate() {
        let _ = write!(list, "<li>{}</li>", article(number + 1, letter));
    }
    page("メール", &format!("<ol>{list}</ol>"))
}

/// Development: one mail; 1 is the newest.
#[utoipa::path(
    get,
    path = "/dev/mails/{number}",
    params(("number" = String, Path, description = "Its place; 1 is the newest")),
    responses((status = 200, description = "A page", body = String, content_type = "text/html"))
)]
pub async fn show_mail(State(app): State<Shared>, Path(number): Path<String>) -> Result<Html<String>, Refusal> {
    let letters = app.mailer.sent();
    let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let letter = place.and_then(|place| letters.get(place)).ok_or(ProblemKind::NotFound)?;
    Ok(page(&letter.subject, &article(place.unwrap_or_default() + 1, letter)))
}

fn article(number: usize, letter: &Letter) -> String {
    format!(
        "<article><h2><a href=\"/dev/mails/{number}\">{}</a></h2><p>{} → <span class=\"to\">{}</span></p><pre>{}</pre></article>",
        escape(&letter.subject),
        written_out(&letter.at),
        escape(&letter.recipient),
        escape(&letter.body)
    )
}

fn page(title: &str, body: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>{0}</title></head>\
         <body><main><h1>{0}</h1>{body}</main></body></html>",
        escape(title)
    ))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_of_a_mail_is_markup() {
        assert_eq!(escape("<b a=\"&\">"), "&lt;b a=&quot;&amp;&quot;&gt;");
    }
}
