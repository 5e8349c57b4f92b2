//! 請求: staff import a table of bills, and the office reads them (C-011, C-017).

use anyhow::{Result, ensure};
use nss_tests::Person;
use nss_tests::document::Folder;
use nss_tests::person::TELEPHONE;

use crate::accessibility::is_accessible;
use crate::approved::Approved;
use crate::sample::{MANUAL, stage};
use crate::staff::LATER;

const HEADS: &str = "事業所コード,請求年月,請求額,消費税額,支払期限\r\n";
/// The same as Excel saves it: in シフトJIS.
const HEADS_OF_EXCEL: &[u8] =
    b"\x8e\x96\x8b\xc6\x8f\x8a\x83R\x81[\x83h,\x90\xbf\x8b\x81\x94N\x8c\x8e,\x90\xbf\x8b\x81\x8az,\
    \x8f\xc1\x94\xef\x90\xc5\x8az,\x8ex\x95\xa5\x8a\xfa\x8c\xc0\r\n";
const AUGUST: &str = "NAC001,2018/08,\"1,234,560\",112232,2018/09/28\r\n";
const SEPTEMBER: &str = "NAC001,2018/09,12100,1100,2018/10/31\r\n";
/// The news of September, which is the month before.
const NEWS: &str = "前月分の請求額が確定しました。請求情報の詳細画面から内容を確認してください。";

#[tokio::test(flavor = "multi_thread")]
async fn staff_correct_a_table_and_import_it_and_the_office_reads_its_bills() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let Approved { applicant, credentials, administrator, member } = Approved::office(&service, &browsers).await?;
    imports(&administrator).await?;
    administrator.leaves().await?;
    reads(&applicant).await?;
    applicant.leaves().await?;

    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    person.logs_in(&credentials).await?;
    person.is_on("申込実施").await?;
    person.opens("/menu/bills").await?;
    person.sees("1,234,560円").await?;
    is_accessible(&person, "menu-bills-narrow").await?;
    person.leaves().await?;
    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    member.logs_in(&person, &service, LATER).await?;
    chooses_a_faulty_table(&person).await?;
    is_accessible(&person, "staff-bills-narrow").await?;
    person.leaves().await
}

/// Two faults, one in the browser and one that only the server can know, then the table as it should be.
async fn imports(person: &Person<'_>) -> Result<()> {
    let folder = Folder::new()?;
    person.presses("請求の取込").await?;
    person.is_on("請求の取込").await?;
    is_accessible(person, "staff-bills").await?;
    person.presses("取り込む").await?;
    person.sees("請求の表を選択してください。").await?;
    chooses_a_faulty_table(person).await?;
    person.sees("「請求.csv」に確認が必要な箇所が2件あります。1件も取り込んでいません。").await?;
    person.sees("4行目：支払期限は請求年月（2018年9月）より前の日にできません。").await?;
    is_accessible(person, "staff-bills-faulty").await?;
    person.presses("取り込む").await?;
    person.sees("表を直してから、もう一度選択してください。").await?;

    let foreign = format!("{HEADS}{AUGUST}ABC001,2018/09,12100,1100,2018/10/31\r\n");
    let foreign = folder.file("8月から.csv", foreign.as_bytes())?;
    person.chooses_files("請求の表", &[&foreign]).await?;
    person.sees("「8月から.csv」：2件を取り込めます。").await?;
    person.presses("取り込む").await?;
    person.sees("3行目：事業所コード「ABC001」の契約がありません。コードを確認してください。").await?;
    let good = folder.file("請求.csv", &[HEADS_OF_EXCEL, AUGUST.as_bytes(), SEPTEMBER.as_bytes()].concat())?;
    person.chooses_files("請求の表", &[&good]).await?;
    person.no_longer_sees("の契約がありません").await?;
    person.presses("取り込む").await?;
    person.sees("請求を取り込みました（新規2件、訂正0件、変更なし0件）。").await?;
    is_accessible(person, "staff-bills-imported").await
}

async fn chooses_a_faulty_table(person: &Person<'_>) -> Result<()> {
    let folder = Folder::new()?;
    let faulty =
        format!("{HEADS}{AUGUST}NAC001,2018/10,12x00,1100,2018/11/30\r\n{}", SEPTEMBER.replace("10/31", "8/31"));
    let faulty = folder.file("請求.csv", faulty.as_bytes())?;
    person.opens("/staff/bills").await?;
    person.chooses_files("請求の表", &[&faulty]).await?;
    person.sees("3行目：請求額は円単位の数字だけで入力してください").await
}

/// 新着情報 leads to the bills, the newest first.
async fn reads(person: &Person<'_>) -> Result<()> {
    person.presses("メニューへ").await?;
    person.sees("利用料金").await?;
    person.sees("2018年8月分の請求額が確定しました。").await?;
    is_accessible(person, "menu-bill-news").await?;
    person.presses(&format!("{NEWS} 詳細")).await?;
    person.is_on("請求内容参照").await?;
    for words in ["12,100円", "うち消費税額 1,100円", "2018年10月31日（水）", "確定日 2018年10月29日（月）", "NAC001"]
    {
        person.sees(words).await?;
    }
    let page = person.page().await?;
    let place = |words: &str| page.find(words).unwrap_or(usize::MAX);
    ensure!(place("2018年9月分") < place("2018年8月分") && page.contains("2018年8月分"), "the newest first:\n{page}");
    is_accessible(person, "menu-bills").await
}
