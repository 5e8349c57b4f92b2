//! Every rule: the page shows its message at its place, and the server reports the same fault for the same answers.

use anyhow::{Context, Result, ensure};
use nss_core::application::FORM;
use nss_core::form::Wire;
use nss_tests::{Person, generate};
use serde_json::{Value, json};

use crate::sample::{FRIDAY, begin, stage};

/// One way to break a rule: its number, the page, the changed answers (an empty one is removed) and rows, the code of the
/// fault and its path.
struct Breach {
    rule: &'static str,
    page: &'static str,
    answers: &'static [(&'static str, &'static str)],
    rows: &'static [(&'static str, &'static [&'static str])],
    code: &'static str,
    path: &'static str,
    /// Path and message on the page, if they differ: the page adds a row to a list that needs one.
    on_page: Option<(&'static str, &'static str)>,
}

const fn breach(
    rule: &'static str,
    page: &'static str,
    answers: &'static [(&'static str, &'static str)],
    code: &'static str,
    path: &'static str,
) -> Breach {
    Breach { rule, page, answers, rows: &[], code, path, on_page: None }
}

const fn with_rows(mut breach: Breach, rows: &'static [(&'static str, &'static [&'static str])]) -> Breach {
    breach.rows = rows;
    breach
}

/// A list without a row: the page adds one, and requires its answers.
const fn without_row(
    breach: Breach,
    list: &'static [(&'static str, &'static [&'static str])],
    on_page: (&'static str, &'static str),
) -> Breach {
    let mut breach = with_rows(breach, list);
    breach.on_page = Some(on_page);
    breach
}

/// Stands for a text of more than 240 characters.
const LONG: &str = "LONG";
/// Six rows.
const SIX: &[&str] = &["aaaaaaa1", "aaaaaaa2", "aaaaaaa3", "aaaaaaa4", "aaaaaaa5", "aaaaaaa6"];
const COMBINED: (&str, &str) = ("billing.combined", "yes");
const DEBIT: (&str, &str) = ("payment.method", "debit");
const SAME: (&str, &str) = ("payment.same_account", "yes");

#[rustfmt::skip]
const BREACHES: &[Breach] = &[
    breach("V-02", "applicant", &[("reason.text", LONG)], "text.too-long", "reason.text"),
    breach("V-02", "remarks", &[("remarks.text", LONG)], "text.too-long", "remarks.text"),
    breach("V-03", "start", &[("start.date", "20260230")], "date.day", "start.date"),
    breach("V-03", "start", &[("start.date", "昭和65年1月1日")], "date.era-over", "start.date"),
    breach("V-03", "start", &[("start.date", "平成32年4月1日")], "date.era-over", "start.date"),
    breach("V-03", "start", &[("start.date", "20230229")], "date.day", "start.date"),
    breach("V-03", "start", &[("start.date", "20200101")], "date.past", "start.date"),
    without_row(breach("V-04", "administrator", &[], "list.too-few", "emergency_fax"), &[("emergency_fax", &[])], ("emergency_fax.00000000.number", "緊急連絡用FAX番号を入力してください。")),
    with_rows(breach("V-04", "administrator", &[], "list.too-many", "emergency_fax"), &[("emergency_fax", SIX)]),
    with_rows(breach("V-04", "administrator",
        &[("emergency_fax.aaaaaaa1.number", "0398765432"), ("emergency_fax.aaaaaaa2.number", "0000000000")],
        "fax.none-beside", "emergency_fax.aaaaaaa2.number"), &[("emergency_fax", &["aaaaaaa1", "aaaaaaa2"])]),
    without_row(breach("V-05", "billing", &[], "list.too-few", "notice_mails"), &[("notice_mails", &[])], ("notice_mails.00000000.mail", "通知先メールアドレスを入力してください。")),
    with_rows(breach("V-05", "billing", &[], "list.too-many", "notice_mails"), &[("notice_mails", SIX)]),
    breach("V-06", "administrator", &[("security.confirmed", "")], "unticked", "security.confirmed"),
    breach("V-08", "mailbox", &[("mailbox.count", "1")], "mailbox.package", "mailbox.count"),
    breach("V-09", "lines/LINE", &[("lines.LINE.hours", "daily"), ("lines.LINE.spare_router", "yes")], "option.hours", "lines.LINE.spare_router"),
    breach("V-09", "lines/LINE", &[("lines.LINE.speed", "0.5"), ("lines.LINE.hours", "always"), ("lines.LINE.redundancy", "yes"), ("lines.LINE.ping", "yes")], "option.line", "lines.LINE.redundancy"),
    breach("V-09", "lines/LINE", &[("lines.LINE.hours", "always"), ("lines.LINE.redundancy", "yes"), ("lines.LINE.ping", "yes"), ("lines.LINE.spare_router", "yes")], "option.spare-router", "lines.LINE.spare_router"),
    breach("V-10", "billing", &[COMBINED, ("billing.code", "9999999"), ("billing.office_code", "NAC001"), ("billing.company", "ナックス"), ("billing.office", "本社")], "either.both", "billing.office_code"),
    breach("V-10", "billing", &[COMBINED, ("billing.code", ""), ("billing.office_code", "")], "either.neither", "billing.code"),
    breach("V-10", "billing", &[COMBINED, ("billing.company", "")], "missing", "billing.company"),
    breach("V-11", "billing", &[DEBIT, SAME, ("payment.code", "9999999"), ("payment.office_code", "NAC001"), ("payment.company", "ナックス"), ("payment.office", "本社")], "either.both", "payment.office_code"),
    breach("V-11", "billing", &[DEBIT, SAME, ("payment.code", ""), ("payment.office_code", "")], "either.neither", "payment.code"),
    breach("V-11", "billing", &[DEBIT, SAME, ("payment.office", "")], "missing", "payment.office"),
    breach("V-12", "billing", &[("billing.combined", "")], "unchosen", "billing.combined"),
    breach("V-16", "user-codes/CODE", &[("user_codes.CODE.ids.ID.sso", "yes"), ("user_codes.CODE.ids.ID.trades", "customs-broker")], "trade.two", "user_codes.CODE.ids.ID.trades"),
    breach("V-16", "user-codes/CODE", &[("user_codes.CODE.system", "both"), ("user_codes.CODE.ids.ID.sso", "yes"), ("user_codes.CODE.ids.ID.trades", "customs-broker container-yard")], "trade.sso-group", "user_codes.CODE.ids.ID.trades"),
    breach("V-16", "user-codes/CODE", &[("user_codes.CODE.ids.ID.sso", "no"), ("user_codes.CODE.system", "sea"), ("user_codes.CODE.ids.ID.trades", "customs-broker ocean-forwarder")], "choices.one-only", "user_codes.CODE.ids.ID.trades"),
    breach("V-17", "user-codes/CODE", &[("user_codes.CODE.system", "sea"), ("user_codes.CODE.ids.ID.sso", "no"), ("user_codes.CODE.ids.ID.trades", "container-yard"), ("user_codes.CODE.paid", "no"), ("user_codes.CODE.storage", "yes")], "statistics.storage", "user_codes.CODE.storage"),
    breach("V-17", "user-codes/CODE", &[("user_codes.CODE.system", "sea"), ("user_codes.CODE.ids.ID.sso", "no"), ("user_codes.CODE.ids.ID.trades", "van-pool"), ("user_codes.CODE.paid", "yes")], "statistics.trade", "user_codes.CODE.paid"),
    breach("V-22", "administrator", &[("access.kind", "net general")], "choices.one-only", "access.kind"),
    with_rows(breach("V-07", "diagram", &[], "list.no-file", "diagram"), &[("diagram", &[])]),
];

/// Sends a request from the page and returns its status and body.
const SEND: &str = r"
    const [method, path, body] = arguments;
    const done = arguments[arguments.length - 1];
    fetch(path, { method, body: JSON.stringify(body), headers: { 'x-nss': '1', 'content-type': 'application/json' } })
        .then(async reply => done([reply.status, JSON.parse(await reply.text() || 'null')]))
        .catch(error => done([0, String(error)]));";

async fn send(person: &Person<'_>, method: &str, path: &str, body: Value) -> Result<(u16, Value)> {
    Ok(person.driver.execute_async(SEND, vec![method.into(), path.into(), body]).await?.convert()?)
}

/// A complete draft with one line that breaks one rule. CODE, ID and LINE stand for the ids of its rows.
fn broken(complete: &Wire, breach: &Breach) -> (Wire, impl Fn(&str) -> String) {
    let mut wire = complete.clone();
    let row = |list: &str| wire.rows.get(list).and_then(|rows| rows.first()).cloned().unwrap_or_default();
    let (code, line) = (row("user_codes"), row("lines"));
    let id = row(&format!("user_codes.{code}.ids"));
    let named = move |text: &str| text.replace("CODE", &code).replace("LINE", &line).replace("ID", &id);
    for (list, rows) in breach.rows {
        wire.answers.retain(|path, _| !path.starts_with(&format!("{list}.")));
        wire.rows.insert((*list).to_owned(), rows.iter().map(|row| (*row).to_owned()).collect());
    }
    for (path, text) in breach.answers {
        let text = if *text == LONG { "長".repeat(241) } else { (*text).to_owned() };
        wire.answers.insert(named(path), text);
    }
    (wire, named)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rule_has_its_sentence_at_its_place_and_the_server_says_the_same() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    let (_, session) = send_without_body(&person, "/api/session").await?;
    let id = session["account"]["draft"].as_str().context("a draft")?.to_owned();
    let draft = format!("/api/drafts/{id}");
    let complete = with_a_line(generate::complete(&FORM));
    for breach in BREACHES {
        let (wire, named) = broken(&complete, breach);
        let (code, path) = (breach.code, named(breach.path));
        let what = format!("{} {code} at {path}", breach.rule);
        // Deletes the browser's copy of the previous draft.
        person.opens("/login").await?;
        person.forgets_copies().await?;
        let (_, stored) = send_without_body(&person, &draft).await?;
        let save = json!({ "revision": stored["revision"], "draft": wire });
        let (status, saved) = send(&person, "PUT", &draft, save).await?;
        ensure!(status == 200, "{what}: {saved}");
        let submission = json!({ "revision": saved["revision"] });
        let (status, refused) = send(&person, "POST", &format!("{draft}/submission"), submission).await?;
        ensure!(status == 422, "{what}: {status} {refused}");
        let faults = refused["faults"].as_array().cloned().unwrap_or_default();
        let fault = faults.iter().find(|fault| fault["code"] == code && fault["path"] == path.as_str());
        let message =
            fault.and_then(|fault| fault["message"].as_str()).with_context(|| format!("{what}: {refused}"))?;

        let (path, message) = breach.on_page.unwrap_or((&path, message));
        person.opens(&format!("/apply/{}", named(breach.page))).await?;
        let next = match breach.page {
            page if page.contains('/') => "この内容で設定する",
            "remarks" => "申込内容確認へ進む",
            _ => "次へ進む",
        };
        person.presses(next).await?;
        let script = format!(
            "return [...document.querySelectorAll(`[id=\"{path}-faults\"]`)].filter(place => place.textContent.includes({message:?})).length"
        );
        person.counts(&format!("{what} on the page: 「{message}」"), &script, 1).await?;
    }
    person.leaves().await
}

async fn send_without_body(person: &Person<'_>, path: &str) -> Result<(u16, Value)> {
    let script = "const done = arguments[arguments.length - 1]; fetch(arguments[0]).then(async reply => done([reply.status, await reply.json()]))";
    Ok(person.driver.execute_async(script, vec![path.into()]).await?.convert()?)
}

/// The line that connects the terminals to NACCS, so that a breach can change its options.
fn with_a_line(mut wire: Wire) -> Wire {
    let row = wire.rows.get("lines").and_then(|rows| rows.first()).cloned().unwrap_or_default();
    let line = [("method", "general"), ("access", "leased"), ("speed", "1"), ("hours", "always")];
    let options = [("redundancy", "no"), ("spare_router", "no"), ("ping", "no"), ("terminals", "1")];
    for (key, text) in line.into_iter().chain(options) {
        wire.answers.insert(format!("lines.{row}.{key}"), text.to_owned());
    }
    wire
}
