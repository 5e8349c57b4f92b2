//! `/dev/mails`: the delivered mails, newest first. Development only.

use std::fmt::Write;

use axum::{
    extract::{Path, State},
    response::Html,
};
use nss_core::{account::provisional::written_out, api::ProblemKind};

use crate::{
    error::ApiError,
    mail::mailer::{Mailer, OutgoingMail},
};

/// Development: every mail with its full text, newest first.
#[utoipa::path(
    get,
    path = "/dev/mails",
    responses((status = 200, description = "A page", body = String, content_type = "text/html"))
)]
pub async fn list_mails(State(mailer): State<Mailer>) -> Html<String> {
    let mut list = String::new();
    for (number, mail) in mailer.sent().iter().enumerate() {
        let _ = write!(list, "<li>{}</li>", article(number + 1, mail));
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
pub async fn show_mail(State(mailer): State<Mailer>, Path(number): Path<String>) -> Result<Html<String>, ApiError> {
    let mails = mailer.sent();
    let index = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let mail = index.and_then(|index| mails.get(index)).ok_or(ProblemKind::NotFound)?;
    Ok(page(&mail.subject, &article(index.unwrap_or_default() + 1, mail)))
}

fn article(number: usize, mail: &OutgoingMail) -> String {
    format!(
        "<article><h2><a href=\"/dev/mails/{number}\">{}</a></h2><p>{} → <span class=\"to\">{}</span></p><pre>{}</pre></article>",
        escape(&mail.subject),
        written_out(&mail.at),
        escape(&mail.recipient),
        escape(&mail.body)
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
    fn a_mail_is_escaped() {
        assert_eq!(escape("<b a=\"&\">"), "&lt;b a=&quot;&amp;&quot;&gt;");
    }
}
