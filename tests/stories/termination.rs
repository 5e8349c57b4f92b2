//! 解約: from the menu to the last day of the contract (C-049, C-105).

use anyhow::{Result, ensure};

use crate::accessibility::is_accessible;
use crate::life::{InUse, in_use, opens_a_form};
use crate::sample::{MANUAL, stage};
use crate::staff::member::Member;

#[tokio::test(flavor = "multi_thread")]
async fn an_office_ends_its_contract() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let InUse { applicant, .. } = in_use(&service, &browsers).await?;
    applicant.presses("契約内容の変更").await?;
    applicant.is_on("変更申込ガイダンス").await?;
    applicant.presses("申込内容選択へ進む").await?;
    applicant.ticks("料金プランの変更", &["料金プラン（AプランまたはBプランの選択）"]).await?;
    // A regular item does not stand beside it (C-046).
    applicant.chooses("その他の契約変更", "あり").await?;
    applicant.sees("元に戻す").await?;
    applicant.chooses("その他の契約変更の内容", "契約解除・事業所廃止").await?;
    applicant.sees("最後のご請求は、契約満了日の翌月に確定します。").await?;
    applicant.types("利用開始希望日", "20181228").await?;
    applicant.types("変更する理由", "事業所廃止のため").await?;
    is_accessible(&applicant, "change-termination").await?;
    applicant.presses("次へ進む").await?;
    applicant.is_on("申込担当者").await?;
    applicant.presses("次へ進む").await?;
    applicant.is_on("備考・添付ファイル").await?;
    applicant.presses("申込内容確認へ進む").await?;
    applicant.is_on("変更申込 確認").await?;
    let lines = "return [...document.querySelectorAll('main table tbody tr')].map(line => line.innerText)";
    let lines: Vec<String> = applicant.driver.execute(lines, vec![]).await?.convert()?;
    let words: Vec<&str> = lines.iter().flat_map(|line| line.split_whitespace()).collect();
    ensure!(words == ["契約", "継続", "2018/12/28で終了"], "{words:?}");
    is_accessible(&applicant, "change-termination-confirm").await?;
    applicant.presses("申込内容を登録する").await?;
    applicant.sees("1800002A").await?;
    applicant.presses("申込内容を見る").await?;
    applicant.sees("解約申込").await?;
    opens_a_form(&applicant, "申込書を出力する（PDF）").await?;

    let reviewer = Member::added(&service, "taro", "審査 太郎", "reviewer")?.at_work(&service, &browsers).await?;
    reviewer.presses("1800002A").await?;
    reviewer.sees("2018/12/28で終了").await?;
    reviewer.presses("内容確認を始める").await?;
    reviewer.presses("承認する").await?;
    reviewer.no_longer_sees("確認事項を返す").await?;
    reviewer.leaves().await?;

    applicant.opens("/menu").await?;
    applicant.sees("解約申込の審査を終了しました。").await?;
    applicant.opens("/menu/contract?on=2018-12-28").await?;
    applicant.sees("契約満了日").await?;
    is_accessible(&applicant, "contract-ends").await?;
    applicant.opens("/change").await?;
    applicant.sees("この契約は2018年12月28日（金）").await?;
    is_accessible(&applicant, "change-ended").await?;
    applicant.leaves().await
}
