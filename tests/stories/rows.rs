//! Rows are added, cancelled, copied, pasted, removed and restored, each with its button.

use anyhow::{Result, ensure};
use nss_tests::Person;

use crate::accessibility::is_accessible;
use crate::sample::{FRIDAY, begin, stage};

const CODES: &str = "return document.querySelectorAll('article.app-row:not([data-level])').length";
const IDS: &str = "return document.querySelectorAll('fieldset.app-row').length";

async fn opens_the_codes(person: &Person<'_>) -> Result<()> {
    begin(person).await?;
    person.opens("/apply/user-codes").await?;
    person.is_on("利用者コード").await
}

/// The id of the focused element.
async fn focused(person: &Person<'_>) -> Result<String> {
    Ok(person.driver.active_element().await?.attr("id").await?.unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_is_checked_when_it_is_set_and_taken_back_by_one_press() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    opens_the_codes(&person).await?;
    person.presses("新規に利用者コードを追加する").await?;
    person.is_on("利用者コード1").await?;
    person.presses("この内容で設定する").await?;
    person.sees("入力内容に確認が必要な項目があります").await?;
    person.presses("取消").await?;
    person.counts("a new row that is taken back is gone", CODES, 0).await?;
    person.sees("利用者コード1（ID1件を含む）を削除しました").await?;
    person.presses("元に戻す").await?;
    person.counts("and comes back", CODES, 1).await?;

    person.presses("利用者コード1を変更").await?;
    person.chooses("システム区分", "海上").await?;
    person.ticks("業種", &["通関業"]).await?;
    person.chooses("処理方式", "インタラクティブ").await?;
    person.presses("この内容で設定する").await?;
    person.sees("完了").await?;
    person.presses("利用者コード1を変更").await?;
    person.chooses("処理方式", "SMTP双方向").await?;
    person.types("識別番号数", "7").await?;
    person.reloads().await?;
    person.sees_value("識別番号数", "7").await?;
    person.types("識別番号数", "8").await?;
    person.presses("取消").await?;
    person.sees("利用者コード1の変更を取り消しました").await?;
    person.takes_picture("row-restored").await?;
    person.presses("利用者コード1を変更").await?;
    // The row is as it was when it was opened, before the reload.
    person.sees_value("識別番号数", "1").await?;
    person.types("識別番号数", "9").await?;
    person.presses("取消").await?;
    person.presses("元に戻す").await?;
    person.presses("利用者コード1を変更").await?;
    person.sees_value("識別番号数", "9").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_is_copied_and_removed_and_says_what_goes_along() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    opens_the_codes(&person).await?;
    person.presses("新規に利用者コードを追加する").await?;
    person.chooses("システム区分", "海上").await?;
    person.ticks("業種", &["通関業"]).await?;
    person.chooses("処理方式", "インタラクティブ").await?;
    person.presses("利用者コード1 ID1を複製").await?;
    person.counts("the copied ID", IDS, 2).await?;
    ensure!(focused(&person).await?.split('.').next_back() == Some("sso"), "the first field of the copy has the focus");
    person.presses("この内容で設定する").await?;
    person.presses("利用者コード1を複製").await?;
    person.is_on("利用者コード2").await?;
    person.sees_chosen("システム区分", "海上").await?;
    person.counts("the IDs of the copy", IDS, 2).await?;
    person.presses("この内容で設定する").await?;
    person.counts("codes", CODES, 2).await?;
    person.reloads().await?;
    person.counts("codes after a reload", CODES, 2).await?;
    person.presses("利用者コード2を削除").await?;
    person.sees("利用者コード2（ID2件を含む）を削除しました").await?;
    ensure!(focused(&person).await? == "user_codes", "the heading of the list has the focus");
    person.presses("元に戻す").await?;
    person.counts("codes", CODES, 2).await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_a_spreadsheet_are_pasted_and_what_is_wrong_in_them_is_named() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    opens_the_codes(&person).await?;
    person.driver.execute("document.querySelector('main details > summary').click()", vec![]).await?;
    person.presses("貼り付けた行を追加する").await?;
    person.sees("表計算ソフトでコピーした行を貼り付けてください。").await?;
    pastes(&person, "システム区分\t業種\t処理方式\n海上\t通関業\tｲﾝﾀﾗｸﾃｨﾌﾞ\n\tNVOCC\tSMTP双方向\n陸上\t通関業\t\n")
        .await?;
    is_accessible(&person, "rows-sheet").await?;
    person.presses("貼り付けた行を追加する").await?;
    person.counts("pasted codes", CODES, 2).await?;
    person.sees("2件を追加しました。うち1件は確認が必要です").await?;
    person.presses("次へ進む").await?;
    person.sees("システム区分を一覧から選び直してください。「陸上」は一覧にありません。").await?;
    is_accessible(&person, "rows-pasted").await?;
    person.presses("元に戻す").await?;
    person.counts("taken back", CODES, 0).await?;
    pastes(&person, &"海上\n".repeat(201)).await?;
    person.presses("貼り付けた行を追加する").await?;
    person.sees("利用者コードは最大200件です。201件になるため、行を減らしてください。").await?;
    person.counts("nothing of it", CODES, 0).await?;
    person.leaves().await
}

/// Inserts text as the clipboard does; typed tabs would leave the box.
async fn pastes(person: &Person<'_>, text: &str) -> Result<()> {
    let script = "document.getElementById('user_codes-sheet').value = arguments[0]";
    person.driver.execute(script, vec![text.into()]).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_answers_are_listed_at_any_moment_and_link_to_their_fields() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.sees("登録まであと").await?;
    let count = "return parseInt(document.querySelector('.app-readiness summary').textContent.match(/[0-9]+/)[0])";
    let before: usize = person.driver.execute(count, vec![]).await?.convert()?;
    person.types("申込理由", "通関業許可を受ける予定").await?;
    person.counts("one less", count, before - 1).await?;
    person.driver.execute("document.querySelector('.app-readiness summary').click()", vec![]).await?;
    person.sees("事業所名を入力してください。").await?;
    is_accessible(&person, "readiness-open").await?;
    person.opens("/apply/tasks").await?;
    person.sees("登録まであと").await?;
    is_accessible(&person, "readiness-tasks").await?;
    person.presses("事業所名を入力してください。").await?;
    person.is_on("事業所").await?;
    ensure!(focused(&person).await? == "office.name", "the field has the focus");
    person.leaves().await
}
