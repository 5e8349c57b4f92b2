//! The manual's sample values by the labels of the pages.

mod walk;

pub(crate) use walk::{BY_NETNACCS, WALKS, Walk, attach_a_diagram, fill_the_form, fill_the_pages};

use anyhow::{Result, ensure};
use nss_core::form::Wire;
use nss_tests::{Browsers, Person, Service};

/// The way in which an answer is given.
#[derive(Clone, Copy)]
pub(crate) enum Answer {
    /// Typed.
    Text(&'static str),
    /// Typed; the story then waits for the municipality that it fills.
    Postcode(&'static str, &'static str),
    /// Chosen.
    Choice(&'static str),
    /// Ticked, one of several.
    Tick(&'static str),
}

use Answer::{Choice, Postcode, Text, Tick};

const MAIL: &str = "konsai.ichiro@naccs.co.jp";

/// N-031 … N-037.
pub(crate) const REGISTRATION: &[(&str, Answer)] = &[
    ("企業名", Text("ナックスシステム株式会社")),
    ("企業名フリガナ", Text("ナックスシステムカブシキカイシャ")),
    ("氏名（姓）", Text("混載")),
    ("氏名（名）", Text("一郎")),
    ("氏名フリガナ（姓）", Text("コンサイ")),
    ("氏名フリガナ（名）", Text("イチロウ")),
    ("電話番号", Text("0123456789")),
    ("FAX番号", Text("0123987650")),
    ("E-mailアドレス", Text(MAIL)),
    ("E-mailアドレス（確認用）", Text(MAIL)),
];

/// A Friday morning in Japan.
pub(crate) const FRIDAY: &str = "2026-11-20T10:15:00+09:00";

/// A Monday morning in Japan, the day before the manual's works (N-140).
pub(crate) const MANUAL: &str = "2018-10-29T09:00:00+09:00";

/// Gives these answers on the present page.
pub(crate) async fn fill(person: &Person<'_>, answers: &[(&str, Answer)]) -> Result<()> {
    for (label, answer) in answers {
        match answer {
            Text(text) => person.types(label, text).await?,
            Postcode(code, city) => {
                person.types(label, code).await?;
                person.sees_value(&label.replace("郵便番号", "市区町村"), city).await?;
            }
            Choice(choice) => person.chooses(label, choice).await?,
            Tick(choice) => person.ticks(label, &[choice]).await?,
        }
    }
    Ok(())
}

/// Walks from the entrance to the mail with ID and password.
pub(crate) async fn register(person: &Person<'_>) -> Result<(String, String)> {
    register_as(person, MAIL).await
}

async fn register_as(person: &Person<'_>, mail: &str) -> Result<(String, String)> {
    person.opens("/").await?;
    person.presses("利用申込をはじめる").await?;
    person.is_on("システム利用規程").await?;
    person.presses("システム利用規程に同意する").await?;
    person.is_on("仮アカウント申込").await?;
    fill(person, REGISTRATION).await?;
    for label in ["E-mailアドレス", "E-mailアドレス（確認用）"] {
        person.types(label, mail).await?;
    }
    person.presses("申込内容確認へ進む").await?;
    person.sees("混載").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込用の仮ログインID・パスワードを送信しました。").await?;
    person.reads_credentials().await
}

/// Registers, logs in, and opens the first page of the form.
pub(crate) async fn begin(person: &Person<'_>) -> Result<(String, String)> {
    begin_as(person, MAIL).await
}

async fn begin_as(person: &Person<'_>, mail: &str) -> Result<(String, String)> {
    let credentials = register_as(person, mail).await?;
    person.logs_in(&credentials).await?;
    person.presses("申込担当者の入力へ進む").await?;
    person.is_on("申込担当者・申込理由").await?;
    Ok(credentials)
}

/// An application on its way: how it is filled in, by whom, and the codes that it gets.
pub(crate) struct Entry {
    /// The way through the form.
    pub(crate) walk: Walk,
    /// The applicant's address.
    pub(crate) mail: &'static str,
    /// 申込受付番号 without its letter.
    pub(crate) number: &'static str,
    /// 事業所コード.
    pub(crate) office: &'static str,
    /// The reviewer's log-in.
    pub(crate) reviewer: &'static str,
    /// 利用開始日, as it is typed.
    pub(crate) start: &'static str,
}

impl Entry {
    /// The first application of a service; with the start of the manual (N-260).
    pub(crate) const fn first(walk: Walk) -> Self {
        Self { walk, mail: MAIL, number: "1800001", office: "NAC001", reviewer: "hanako", start: "2018/11/06" }
    }

    /// 申込受付番号 of 利用申込.
    pub(crate) fn application(&self) -> String {
        format!("{}A", self.number)
    }

    /// 申込受付番号 of システム設定申込.
    pub(crate) fn settings(&self) -> String {
        format!("{}S", self.number)
    }
}

/// Registers the first application of a service by one way through the form: the applicant, on the page of the receipt, and the
/// log-in.
pub(crate) async fn applied<'a>(
    service: &'a Service,
    browsers: &Browsers,
    walk: Walk,
) -> Result<(Person<'a>, (String, String))> {
    applied_as(service, browsers, &Entry::first(walk)).await
}

/// The same for any application.
pub(crate) async fn applied_as<'a>(
    service: &'a Service,
    browsers: &Browsers,
    entry: &Entry,
) -> Result<(Person<'a>, (String, String))> {
    let applicant = Person::sits_down(service, browsers).await?;
    let credentials = begin_as(&applicant, entry.mail).await?;
    fill_the_pages(&applicant, entry.walk).await?;
    applicant.presses("申込内容を登録する").await?;
    applicant.sees(&entry.application()).await?;
    Ok((applicant, credentials))
}

/// Replaces the applicant's stored draft; no page with the draft may be open.
pub(crate) async fn store(person: &Person<'_>, draft: &Wire) -> Result<()> {
    let put = r"
        const done = arguments[1], headers = { 'content-type': 'application/json', 'x-nss': '1' };
        (async () => {
            const id = (await (await fetch('/api/session')).json()).account.draft;
            const { revision } = await (await fetch(`/api/drafts/${id}`)).json();
            const body = JSON.stringify({ revision, draft: arguments[0] });
            done((await fetch(`/api/drafts/${id}`, { method: 'PUT', headers, body })).status);
        })();";
    let status = person.driver.execute_async(put, vec![serde_json::to_value(draft)?]).await?.convert::<u16>()?;
    ensure!(status == 200, "the draft is not saved: {status}");
    Ok(())
}

/// Starts the server and the driver of a story.
pub(crate) async fn stage(clock: &str) -> Result<(Service, Browsers)> {
    Ok((Service::start(clock).await?, Browsers::start().await?))
}
