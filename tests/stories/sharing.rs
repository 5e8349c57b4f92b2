//! 機器共用: the manual's own case (C-001 … C-114). The office that asked for it releases it; the owner and another company are refused.
//! The office came by netNACCS, from the terms to the ID notice (N-116), goes on to terminals of its own (C-004), and then begins 一般NACCS (N-006).

use anyhow::{Result, ensure};
use nss_tests::{Browsers, Person, Service};

use crate::accessibility::is_accessible;
use crate::life::{InUse, comes_into_use, in_use, opens_a_form, the_day_comes};
use crate::sample::{BY_NETNACCS, Entry, MANUAL, attach_a_diagram, stage};
use crate::staff::member::Member;

/// The second office of the company.
const REQUESTER: Entry = Entry {
    walk: BY_NETNACCS,
    mail: "kawasaki@naccs.co.jp",
    number: "1800002",
    office: "NAC002",
    reviewer: "jiro",
    start: "2018/11/20",
};

#[tokio::test(flavor = "multi_thread")]
async fn the_requesting_office_releases_and_the_owner_and_another_company_are_refused() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let InUse { applicant: owner, credentials: owners } = in_use(&service, &browsers).await?;
    let InUse { applicant, credentials } = comes_into_use(&service, &browsers, &REQUESTER).await?;
    sees_its_contract(&applicant).await?;

    adds(&applicant).await?;
    approves(&service, &browsers, "1800003A", "saburo").await?;
    the_day_comes(&service, "2018-12-03T09:00:00+09:00").await?;
    owner.logs_in(&owners).await?;
    owner.sees("機器共用が追加されます").await?;
    is_refused_as_the_owner(&owner).await?;
    owner.leaves().await?;

    applicant.logs_in(&credentials).await?;
    applicant.sees("新着情報").await?;
    releases(&applicant).await?;
    approves(&service, &browsers, "1800004A", "shiro").await?;
    applicant.opens("/menu").await?;
    applicant.sees("引き続きnetNACCS端末の追加の手続きをお願いします。").await?;
    is_accessible(&applicant, "menu-released").await?;
    goes_on_to_terminals(&applicant).await?;
    begins_lines(&applicant).await?;
    let reviewer = Member::added(&service, "goro", "審査 太郎", "reviewer")?.at_work(&service, &browsers).await?;
    schedules_and_approves(&reviewer, "1800006A").await?;
    reviewer.leaves().await?;
    applicant.opens("/menu/contract?on=2019-01-14").await?;
    applicant.sees("回線申込の申込はありません。").await?;
    applicant.opens("/menu/contract?on=2019-01-15").await?;
    applicant.sees("ゲートウェイ配下端末のみ").await?;
    applicant.sees("netNACCS端末数").await?;
    is_accessible(&applicant, "contract-both").await?;
    applicant.leaves().await
}

/// The contract shows netNACCS, and no line.
async fn sees_its_contract(person: &Person<'_>) -> Result<()> {
    person.presses("契約内容確認").await?;
    person.sees("netNACCS端末数").await?;
    person.sees("回線申込の申込はありません。").await?;
    is_accessible(person, "contract-net").await
}

/// From the menu to the page of 機器共用.
async fn chooses(person: &Person<'_>, day: &str, reason: &str) -> Result<()> {
    person.opens("/menu").await?;
    person.presses("契約内容の変更").await?;
    person.is_on("変更申込ガイダンス").await?;
    person.presses("申込内容選択へ進む").await?;
    person.is_on("変更申込内容 入力").await?;
    person.chooses("その他の契約変更", "あり").await?;
    person.chooses("その他の契約変更の内容", "機器共用（追加・解除）").await?;
    person.types("利用開始希望日", day).await?;
    person.types("変更する理由", reason).await?;
    person.presses("次へ進む").await?;
    person.is_on("申込担当者").await?;
    person.presses("次へ進む").await?;
    person.is_on("機器共用 入力").await
}

/// An office of another company is refused; one of the same company comes with a diagram.
async fn adds(person: &Person<'_>) -> Result<()> {
    chooses(person, "20181203", "機器共用のため").await?;
    person.presses("次へ進む").await?;
    person.sees("機器共用を解除する事業所を削除するか").await?;
    is_accessible(person, "change-sharing-empty").await?;
    person.presses("機器共用先を追加する").await?;
    person.types("事業所コード（機器共用先）", "ABC001").await?;
    person.presses("次へ進む").await?;
    person.sees("機器共用は同一企業内でのみ可能です。企業略称「NAC」で始まる").await?;
    person.sees("システム構成図を添付してください。").await?;
    is_accessible(person, "change-sharing-refused").await?;
    person.types("事業所コード（機器共用先）", "NAC001").await?;
    attach_a_diagram(person).await?;
    is_accessible(person, "change-sharing-added").await?;
    registers(person, "1800003A").await
}

/// The rest of the pages, the confirm page and the receipt.
async fn registers(person: &Person<'_>, number: &str) -> Result<()> {
    person.presses("次へ進む").await?;
    person.is_on("備考・添付ファイル").await?;
    person.presses("申込内容確認へ進む").await?;
    person.is_on("変更申込 確認").await?;
    person.sees("機器共用先1").await?;
    is_accessible(person, &format!("change-sharing-confirm-{number}")).await?;
    person.presses("申込内容を登録する").await?;
    person.is_on("NACCS変更申込 完了").await?;
    person.sees(number).await
}

/// A new reviewer approves it; the sessions of the others ended.
async fn approves(service: &Service, browsers: &Browsers, number: &str, login: &'static str) -> Result<()> {
    let reviewer = Member::added(service, login, "審査 太郎", "reviewer")?.at_work(service, browsers).await?;
    reviewer.presses(number).await?;
    reviewer.sees("契約の変更内容").await?;
    reviewer.presses("内容確認を始める").await?;
    reviewer.sees("承認する").await?;
    is_accessible(&reviewer, &format!("staff-sharing-{number}")).await?;
    opens_a_form(&reviewer, "申込書を出力する（PDF）").await?;
    reviewer.presses("承認する").await?;
    reviewer.no_longer_sees("確認事項を返す").await?;
    reviewer.leaves().await
}

/// The owner sees with whom it shares, and why it cannot release (C-002).
async fn is_refused_as_the_owner(person: &Person<'_>) -> Result<()> {
    chooses(person, "20181210", "機器共用解除のため").await?;
    person.sees("機器所有事業所").await?;
    person.presses("機器共用先1を削除").await?;
    person.presses("次へ進む").await?;
    person
        .sees("機器共用の解除は、機器共用依頼事業所（NAC002）が申込を行います。機器所有事業所は申込できません。")
        .await?;
    is_accessible(person, "change-sharing-owner").await?;
    person.presses("元に戻す").await?;
    person.sees("NAC002").await
}

/// The manual's case: from ① to ⑦, with the printed form, and on to terminals of its own.
async fn releases(person: &Person<'_>) -> Result<()> {
    chooses(person, "20181210", "機器共用解除のため").await?;
    person.sees("NAC001").await?;
    person.sees("機器共用依頼事業所").await?;
    is_accessible(person, "change-sharing-release").await?;
    person.presses("機器共用先1を削除").await?;
    registers(person, "1800004A").await?;
    person.sees("※引き続きnetNACCS端末の追加の手続きをお願いします。").await?;
    is_accessible(person, "change-done-released").await?;
    person.presses("申込内容を見る").await?;
    person.sees("機器共用先1").await?;
    opens_a_form(person, "申込書を出力する（PDF）").await
}

/// The way on: more terminals of netNACCS, by a change of its own (C-004).
async fn goes_on_to_terminals(person: &Person<'_>) -> Result<()> {
    person.presses("契約内容の変更").await?;
    person.is_on("変更申込ガイダンス").await?;
    person.presses("申込内容選択へ進む").await?;
    person.ticks("端末・証明書の変更（netNACCS）", &["netNACCS端末の登録情報（追加・削除）"]).await?;
    person.types("利用開始希望日", "20181217").await?;
    person.types("変更する理由", "単独利用のため").await?;
    person.opens("/change/net").await?;
    person.is_on("netNACCS 入力").await?;
    person.sees_value("netNACCS端末数", "2").await?;
    person.types("netNACCS端末数", "5").await?;
    is_accessible(person, "change-net").await?;
    person.opens("/change/confirm").await?;
    person.is_on("変更申込 確認").await?;
    let lines = "return [...document.querySelectorAll('main table tbody tr')].map(line => line.innerText)";
    let lines: Vec<String> = person.driver.execute(lines, vec![]).await?.convert()?;
    let words: Vec<&str> = lines.iter().flat_map(|line| line.split_whitespace()).collect();
    ensure!(words == ["netNACCS：netNACCS端末数", "2", "5"], "{words:?}");
    person.presses("申込内容を登録する").await?;
    person.sees("1800005A").await
}

/// 一般NACCS beside netNACCS, with its plan (N-006).
async fn begins_lines(person: &Person<'_>) -> Result<()> {
    person.opens("/menu").await?;
    person.presses("契約内容の変更").await?;
    person.is_on("変更申込ガイダンス").await?;
    person.presses("申込内容選択へ進む").await?;
    person.is_on("変更申込内容 入力").await?;
    person.ticks("回線・端末等の変更（一般NACCS）", &["一般NACCS回線の登録情報（追加・変更・廃止）"]).await?;
    person.types("利用開始希望日", "20190115").await?;
    person.types("変更する理由", "一般NACCSの追加のため").await?;
    person.opens("/change/administrator").await?;
    person.is_on("管理責任者・緊急連絡先・接続形態").await?;
    person.presses("次へ進む").await?;
    person.sees("接続形態の「一般NACCSを利用する」を選択してください。").await?;
    is_accessible(person, "change-access").await?;
    person.ticks("接続形態", &["一般NACCSを利用する"]).await?;
    person.opens("/change/lines").await?;
    person.chooses("申し込む内容", "ゲートウェイ配下端末のみ").await?;
    person.chooses("システム区分", "航空").await?;
    person.types("論理端末数", "2").await?;
    person.types("サーバ台数（自社システム）", "0").await?;
    person.opens("/change/fee-plan").await?;
    person.chooses("料金プラン", "プランA（基本＋従量）").await?;
    person.opens("/change/confirm").await?;
    person.is_on("変更申込 確認").await?;
    person.sees("netNACCSを利用する、一般NACCSを利用する").await?;
    is_accessible(person, "change-lines-confirm").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("1800006A").await
}

/// A change of lines waits for the day of its works (N-013).
async fn schedules_and_approves(reviewer: &Person<'_>, number: &str) -> Result<()> {
    reviewer.presses(number).await?;
    reviewer.presses("内容確認を始める").await?;
    reviewer.presses("日程調整を始める").await?;
    reviewer.sees("回線の日程調整中").await?;
    is_accessible(reviewer, "staff-change-lines").await?;
    reviewer.presses("承認する").await?;
    reviewer.no_longer_sees("確認事項を返す").await
}
