//! From the terms to the receipt number, three ways.

use anyhow::{Result, ensure};
use nss_tests::Person;

use crate::sample::{MANUAL, WALKS, Walk, begin, fill_the_pages, stage};

/// Walks through the form to the receipt number, sees these words on the confirm page, and finds these mails, each once.
async fn walks(walk: Walk, name: &str, seen: &[&str], unseen: &[&str], mails: &[(&str, &str)]) -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    ensure!(
        person.value("企業名").await? == "ナックスシステム株式会社",
        "the registration's answers stand in the form"
    );
    fill_the_pages(&person, walk).await?;
    person.takes_picture(&format!("confirm-{name}")).await?;
    let page = person.page().await?;
    for words in seen {
        ensure!(page.contains(words), "the confirm page does not say 「{words}」:\n{page}");
    }
    for words in unseen {
        ensure!(!page.contains(words), "the confirm page says 「{words}」:\n{page}");
    }
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込の受付が完了しました。").await?;
    person.sees("1800001A").await?;
    person.takes_picture(&format!("done-{name}")).await?;

    let found = person.so_many_mails(mails.len()).await?;
    ensure!(found.len() == mails.len(), "{} mails, not {}", found.len(), mails.len());
    // Mails of the same instant have no order.
    for (subject, to) in mails {
        let sent = found.iter().filter(|mail| mail.contains(subject) && mail.contains(&format!("→ {to}"))).count();
        ensure!(sent == 1, "{sent} times 「{subject}」 to {to}: {found:?}");
    }

    person.logs_in(&credentials).await?;
    person.sees("【1800001A】受付").await?;
    person.presses("申込内容を見る").await?;
    person.is_on("申込内容 参照").await?;
    person.sees("堀川町９９９番地　ナックスタワー１階").await?;
    ensure!(!service.log().contains("混載"), "the log holds no personal data");
    person.leaves().await
}

const RECEIVED: &str = "【NSS】利用申込受付完了のお知らせ";
const REGISTERED: &str = "【NSS】仮アカウント登録完了のお知らせ";
const DEBIT: &str = "【NSS】預金口座振替依頼書についてのお知らせ";
const APPLICANT: &str = "konsai.ichiro@naccs.co.jp";

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_walks_the_manuals_way_to_a_number() -> Result<()> {
    let seen = [
        "ナックスシステム株式会社",
        "堀川町９９９番地　ナックスタワー１階",
        "2019/04/18",
        "2018/10/30",
        "標準日数（60営業日）より短い期間での申込です",
        "今日申し込む場合の最短は2019年1月29日（火）平成31年です",
        "三菱UFJ銀行",
        "工事事務担当者に同じ",
        "06456789123",
        "システム構成図.pdf",
    ];
    let mails = [(RECEIVED, "Hozei.hanako@naccs.co.jp"), (RECEIVED, APPLICANT), (REGISTERED, APPLICANT)];
    walks(WALKS[0], "manual", &seen, &["利用開始希望日を", "未入力 "], &mails).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_with_a_system_of_their_own_walks_over_a_gateway() -> Result<()> {
    let seen = [
        "SMTP/POP3",
        "メールボックス数",
        "千代田１番１号",
        "FAXはありません",
        "9999999",
        "NAC001",
        "口座振替を希望する",
    ];
    let mails = [(RECEIVED, APPLICANT), (REGISTERED, APPLICANT)];
    walks(WALKS[1], "gateway", &seen, &["振込先銀行"], &mails).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_with_terminals_behind_a_gateway_is_not_asked_about_works() -> Result<()> {
    let seen = ["ゲートウェイ配下端末のみ", "SMTP双方向", "システム構成図.pdf"];
    let mails = [(DEBIT, APPLICANT), (RECEIVED, APPLICANT), (REGISTERED, APPLICANT)];
    walks(WALKS[2], "terminals", &seen, &["工事立会者", "回線工事の希望日", "標準日数"], &mails).await
}
