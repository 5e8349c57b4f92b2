//! 変更申込 of an office in use: from the menu to the contract on its day (C-020 … C-100).

use anyhow::{Result, ensure};
use nss_tests::Person;
use nss_tests::person::TELEPHONE;

use crate::accessibility::is_accessible;
use crate::life::{InUse, in_use};
use crate::sample::{MANUAL, stage};
use crate::staff::member::Member;

#[tokio::test(flavor = "multi_thread")]
async fn an_office_changes_a_part_of_its_contract_and_nothing_else() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let InUse { applicant, credentials } = in_use(&service, &browsers).await?;
    is_accessible(&applicant, "menu-change").await?;
    chooses(&applicant).await?;
    changes(&applicant).await?;
    registers(&applicant).await?;
    // The sessions of the staff ended before that day.
    let reviewer = Member::added(&service, "taro", "審査 太郎", "reviewer")?.at_work(&service, &browsers).await?;
    approves(&reviewer).await?;
    reviewer.leaves().await?;

    applicant.opens("/menu/contract?on=2018-12-02").await?;
    applicant.sees("2018年12月2日（日）の契約内容です").await?;
    applicant.sees("0312345678").await?;
    applicant.no_longer_sees("0355554444").await?;
    applicant.opens("/menu/contract?on=2018-12-03").await?;
    applicant.sees("0355554444").await?;
    applicant.leaves().await?;

    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    person.logs_in(&credentials).await?;
    person.is_on("申込実施").await?;
    for (path, heading) in [
        ("/change", "変更申込ガイダンス"),
        ("/change/request", "変更申込内容 入力"),
        ("/change/confirm", "変更申込 確認"),
    ] {
        person.opens(path).await?;
        person.is_on(heading).await?;
        is_accessible(&person, &format!("{}-narrow", path.trim_start_matches('/').replace('/', "-"))).await?;
    }
    person.leaves().await
}

/// The guidance names the contract; the items open their pages alone.
async fn chooses(person: &Person<'_>) -> Result<()> {
    person.presses("契約内容の変更").await?;
    person.is_on("変更申込ガイダンス").await?;
    person.sees("NAC001").await?;
    is_accessible(person, "change-guidance").await?;
    person.presses("申込内容選択へ進む").await?;
    person.is_on("変更申込内容 入力").await?;
    person.presses("次へ進む").await?;
    person.sees("変更する項目を1つ以上選択してください。").await?;
    let items = ["企業名、事業所名、所在地等", "システム管理責任者の情報（電話番号、緊急連絡用FAX番号）"];
    person.ticks("本社・事業所の変更", &items).await?;
    person.types("利用開始希望日", "20181203").await?;
    person.types("変更する理由", "事業所の移転のため").await?;
    is_accessible(person, "change-request").await?;
    person.presses("次へ進む").await?;
    person.is_on("申込担当者").await
}

/// Answers that no item opens stand there to read.
async fn changes(person: &Person<'_>) -> Result<()> {
    person.presses("次へ進む").await?;
    person.is_on("事業所").await?;
    person.types("電話番号", "0355554444").await?;
    is_accessible(person, "change-office").await?;
    person.presses("次へ進む").await?;
    person.is_on("管理責任者・緊急連絡先・接続形態").await?;
    person.sees("接続形態").await?;
    let closed = "return [...document.querySelectorAll('main [data-state=closed] dt')].map(label => label.innerText)";
    let closed: Vec<String> = person.driver.execute(closed, vec![]).await?.convert()?;
    ensure!(closed.contains(&"接続形態".to_owned()) && !closed.contains(&"FAX番号".to_owned()), "{closed:?}");
    is_accessible(person, "change-administrator").await?;
    person.presses("次へ進む").await?;
    person.is_on("備考・添付ファイル").await?;
    person.presses("申込内容確認へ進む").await?;
    person.is_on("変更申込 確認").await
}

/// The confirm page shows exactly that change.
async fn registers(person: &Person<'_>) -> Result<()> {
    let lines = "return [...document.querySelectorAll('main table tbody tr')].map(line => line.innerText)";
    let lines: Vec<String> = person.driver.execute(lines, vec![]).await?.convert()?;
    let words: Vec<&str> = lines.iter().flat_map(|line| line.split_whitespace()).collect();
    ensure!(words == ["事業所：電話番号", "0312345678", "0355554444"], "{words:?}");
    is_accessible(person, "change-confirm").await?;
    person.presses("申込内容を登録する").await?;
    person.is_on("NACCS変更申込 完了").await?;
    person.sees("1800002A").await?;
    is_accessible(person, "change-done").await?;
    person.presses("申込内容を見る").await?;
    person.sees("変更申込").await?;
    person.sees("事業所：電話番号").await?;
    is_accessible(person, "change-application").await
}

/// The reviewer sees before and after, and approves it for a day.
async fn approves(reviewer: &Person<'_>) -> Result<()> {
    reviewer.presses("1800002A").await?;
    reviewer.sees("契約の変更内容").await?;
    reviewer.sees("0355554444").await?;
    reviewer.presses("内容確認を始める").await?;
    reviewer.sees("承認する").await?;
    is_accessible(reviewer, "staff-change").await?;
    reviewer.presses("承認する").await?;
    let told = reviewer.no_longer_sees("確認事項を返す").await;
    is_accessible(reviewer, "staff-change-approved").await?;
    told
}
