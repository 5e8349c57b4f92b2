//! The pages of the staff on a narrow screen and on paper.

use anyhow::{Result, ensure};
use nss_tests::person::TELEPHONE;
use nss_tests::{Browsers, Person, Service};

use super::LATER_STILL;
use super::member::Member;
use crate::accessibility::is_accessible;

/// Every page at 320 px.
pub(super) async fn looks_around(service: &Service, browsers: &Browsers, member: &Member) -> Result<()> {
    let person = Person::looks_at(service, browsers, TELEPHONE).await?;
    person.opens("/staff/login").await?;
    person.is_on("審査担当者のログイン").await?;
    is_accessible(&person, "staff-login-narrow").await?;
    member.logs_in(&person, service, LATER_STILL).await?;
    person.chooses("状況", "すべて").await?;
    person.presses("絞り込む").await?;
    person.sees("確認事項あり").await?;
    is_accessible(&person, "staff-queue-narrow").await?;
    person.presses("1800001A").await?;
    person.sees("電話で確認済み").await?;
    is_accessible(&person, "staff-returned-narrow").await?;
    for (path, heading, name) in
        [("/staff/mails", "未達メール", "mails"), ("/staff/registration-days", "システム登録日", "registration-days")]
    {
        person.opens(path).await?;
        person.is_on(heading).await?;
        is_accessible(&person, &format!("staff-{name}-narrow")).await?;
    }
    person.leaves().await
}

/// The page of an application on paper: its answers and its history, none of what is for the screen alone.
pub(super) async fn prints(person: &Person<'_>) -> Result<()> {
    person.prefers_paper(true).await?;
    let page = person.page().await?;
    for words in ["1800002A", "堀川町９９９番地　ナックスタワー１階", "NAC001", "履歴"] {
        ensure!(page.contains(words), "the paper does not say 「{words}」:\n{page}");
    }
    for words in ["ログアウト", "担当を決める", "メモを残す", "今できる操作", "ZIP"] {
        ensure!(!page.contains(words), "the paper says 「{words}」:\n{page}");
    }
    person.takes_picture("staff-approved-paper").await?;
    person.prefers_paper(false).await
}
