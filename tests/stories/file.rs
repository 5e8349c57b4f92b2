//! Files are attached, refused, sent again, deleted and restored, and are the same on every device (F078 … F080, F083, F084,
//! F086).

use anyhow::{Result, ensure};
use nss_tests::Person;
use nss_tests::document::{Folder, pdf, png, program};
use nss_tests::person::{Hands, TELEPHONE};

use crate::accessibility::is_accessible;
use crate::sample::{FRIDAY, MANUAL, WALKS, begin, fill_the_pages, stage};

const LIST: &str = "システム構成図";

/// The names in the list in order, including files that are still being uploaded.
async fn names(person: &Person<'_>) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('.app-files__name')].map(name => name.innerText.trim())";
    Ok(person.driver.execute(script, vec![]).await?.convert()?)
}

/// Number of occurrences of these words on the page.
async fn count(person: &Person<'_>, words: &str) -> Result<usize> {
    Ok(person.page().await?.matches(words).count())
}

/// The first words of the focused element.
async fn focus(person: &Person<'_>) -> Result<String> {
    let script = "return document.activeElement.textContent.trim()";
    Ok(person.driver.execute(script, vec![]).await?.convert()?)
}

/// The response of each link to a file: status, disposition, size in bytes.
async fn downloads(person: &Person<'_>) -> Result<Vec<String>> {
    let script = r"
        const done = arguments[0];
        const links = [...document.querySelectorAll('.app-summary a[download]')];
        Promise.all(links.map(link => fetch(link.href).then(async reply =>
            [reply.status, reply.headers.get('content-disposition').split(';')[0], (await reply.blob()).size].join(' '))))
            .then(done, error => done([String(error)]));";
    Ok(person.driver.execute_async(script, vec![]).await?.convert()?)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_are_attached_at_once_and_every_device_shows_the_same_list() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    let folder = Folder::new()?;
    let (plan, photo) = (folder.file("構成図 本社.pdf", &pdf(40_000))?, folder.file("配線 写真.png", &png())?);
    person.opens("/apply/diagram").await?;
    person.sees("1件10 MBまでです。3件まで添付できます。").await?;
    person.sees("システム構成図.xlsx（Excel、8 kB）").await?;
    is_accessible(&person, "files-empty").await?;
    person.presses("次へ進む").await?;
    person.sees("確認が必要な項目").await?;
    is_accessible(&person, "files-missing").await?;

    person.chooses_files(LIST, &[&plan, &photo]).await?;
    person.sees("すべて修正されました").await?;
    person.sees("「配線 写真.png」を添付しました。").await?;
    person.sees("あと1件添付できます").await?;
    ensure!(names(&person).await? == ["構成図 本社.pdf", "配線 写真.png"]);
    ensure!(count(&person, "添付済み").await? == 2);
    is_accessible(&person, "files-attached").await?;

    person.presses("削除：構成図 本社.pdf").await?;
    person.sees("「構成図 本社.pdf」を削除しました").await?;
    ensure!(names(&person).await? == ["配線 写真.png"]);
    ensure!(focus(&person).await?.starts_with(LIST), "the heading of the list has the focus");
    is_accessible(&person, "files-removed").await?;
    person.presses("元に戻す").await?;
    person.sees("元に戻しました").await?;
    ensure!(names(&person).await? == ["構成図 本社.pdf", "配線 写真.png"]);
    person.presses("申込内容を一時保存する").await?;
    person.sees("保存しました").await?;

    person.reloads().await?;
    person.sees("配線 写真.png").await?;
    ensure!(names(&person).await? == ["構成図 本社.pdf", "配線 写真.png"], "after a reload");
    let other = Person::sits_down(&service, &browsers).await?;
    other.logs_in(&credentials).await?;
    other.button("申込担当者の入力へ進む").await?;
    other.opens("/apply/diagram").await?;
    other.sees("配線 写真.png").await?;
    ensure!(names(&other).await? == ["構成図 本社.pdf", "配線 写真.png"], "on another device");
    other.opens("/apply/confirm").await?;
    other.sees("構成図 本社.pdf").await?;
    let files = downloads(&other).await?;
    let sizes = [pdf(40_000).len(), png().len()];
    ensure!(files == sizes.map(|size| format!("200 attachment {size}")), "{files:?}");
    other.leaves().await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_shows_the_reason_at_its_line() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    begin(&person).await?;
    let folder = Folder::new()?;
    person.opens("/apply/diagram").await?;
    let disguised = folder.file("構成図.pdf", &program())?;
    person.chooses_files(LIST, &[&disguised]).await?;
    person.sees("「構成図.pdf」の内容は、書類ではなくプログラムです。").await?;
    is_accessible(&person, "files-refused").await?;
    person.presses("閉じる：構成図.pdf").await?;
    person.no_longer_sees("閉じる").await?;

    let small = pdf(1);
    let large = folder.file("大きい図.pdf", &pdf(10 << 20))?;
    let empty = folder.file("空.pdf", b"")?;
    person.chooses_files(LIST, &[&large, &empty]).await?;
    person.sees("「大きい図.pdf」は10 MBを超えています。").await?;
    person.sees("「空.pdf」には内容がありません（0バイト）。").await?;
    ensure!(!service.log().contains("PUT /api/drafts") || count(&person, "添付済み").await? == 0);
    person.presses("閉じる：大きい図.pdf").await?;
    person.presses("閉じる：空.pdf").await?;
    let four = (1..=4).map(|number| folder.file(&format!("図{number}.pdf"), &small)).collect::<Result<Vec<_>>>()?;
    let four: Vec<_> = four.iter().map(std::path::PathBuf::as_path).collect();
    person.chooses_files(LIST, &four).await?;
    person.sees("システム構成図に添付できるファイルは3件までです。").await?;
    person.sees("最大3件です。ほかのファイルを添付するときは").await?;
    person.sees("「図3.pdf」を添付しました。").await?;
    ensure!(names(&person).await? == ["図1.pdf", "図2.pdf", "図3.pdf", "図4.pdf"]);
    ensure!(count(&person, "添付済み").await? == 3);
    is_accessible(&person, "files-full").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_upload_is_sent_again_and_a_running_one_is_stopped() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    begin(&person).await?;
    let folder = Folder::new()?;
    let plan = folder.file("図.pdf", &pdf(1))?;
    let (middle, large) = (folder.file("次の図.pdf", &pdf(200_000))?, folder.file("遅い図.pdf", &pdf(4 << 20))?);
    person.opens("/apply/diagram").await?;
    person.sees("あと3件").await?;
    person.has_network(false, None).await?;
    person.chooses_files(LIST, &[&plan]).await?;
    person.sees("＊サーバに接続できません。").await?;
    is_accessible(&person, "files-offline").await?;
    person.has_network(true, None).await?;
    person.presses("もう一度送る：図.pdf").await?;
    person.sees("添付済み").await?;
    ensure!(names(&person).await? == ["図.pdf"]);

    person.has_network(true, Some(100_000)).await?;
    person.chooses_files(LIST, &[&middle, &large]).await?;
    person.sees("送信待ち").await?;
    let stop = person.button("中止：遅い図.pdf").await?;
    person.driver.execute("arguments[0].focus()", vec![stop.to_json()?]).await?;
    person.sees("「次の図.pdf」を添付しました。").await?;
    person.sees("送信中").await?;
    ensure!(focus(&person).await? == "中止：遅い図.pdf", "what another file comes to does not take the focus away");
    is_accessible(&person, "files-sending").await?;
    person.presses("中止：遅い図.pdf").await?;
    person.sees("送信を中止しました。").await?;
    ensure!(names(&person).await? == ["図.pdf", "次の図.pdf"]);
    person.has_network(true, None).await?;
    person.reloads().await?;
    person.sees("添付済み").await?;
    ensure!(names(&person).await? == ["図.pdf", "次の図.pdf"], "what was stopped is not on the server either");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_attached_and_deleted_by_keyboard_alone() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let mut person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.hands = Hands::Keyboard;
    let folder = Folder::new()?;
    let plan = folder.file("図.pdf", &pdf(1))?;
    person.opens("/apply/remarks").await?;
    person.sees("添付ファイル ※任意").await?;
    person.chooses_files("添付ファイル", &[&plan]).await?;
    person.sees("添付済み").await?;
    person.presses("削除：図.pdf").await?;
    person.sees("「図.pdf」を削除しました").await?;
    person.presses("元に戻す").await?;
    person.sees("添付済み").await?;
    person.leaves().await
}

/// Writes a file row without its file into the stored draft, as another client could.
const WITHOUT_FILE: &str = r"
    const done = arguments[0];
    (async () => {
        const headers = { 'x-nss': '1', 'content-type': 'application/json' };
        const read = async path => (await fetch(path)).json();
        const path = `/api/drafts/${(await read('/api/session')).account.draft}`;
        const { draft, revision } = await read(path);
        draft.rows.attachments = ['abcd1234'];
        draft.answers['attachments.abcd1234.name'] = '見積.pdf';
        draft.answers['attachments.abcd1234.size'] = '1000';
        return (await fetch(path, { method: 'PUT', headers, body: JSON.stringify({ revision, draft }) })).status;
    })().then(done, error => done(String(error)));";

#[tokio::test(flavor = "multi_thread")]
async fn a_row_whose_file_the_server_does_not_have_says_so_at_its_line() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    fill_the_pages(&person, WALKS[2]).await?;
    person.presses("申込内容を一時保存する").await?;
    person.sees("保存しました").await?;
    let status: u16 = person.driver.execute_async(WITHOUT_FILE, vec![]).await?.convert()?;
    ensure!(status == 200, "{status}");
    person.reloads().await?;
    person.sees("見積.pdf").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("＊「見積.pdf」を受け取れていません。この行を削除して、もう一度添付してください。").await?;
    person.sees("1件の確認が必要です。").await?;
    is_accessible(&person, "files-lost-confirm").await?;
    person.presses("申込内容を登録する").await?;
    let line = "添付ファイル1：「見積.pdf」を受け取れていません。この行を削除して、もう一度添付してください。";
    person.presses(line).await?;
    person.is_on("備考・添付ファイル").await?;
    person.sees("＊「見積.pdf」を受け取れていません。").await?;
    is_accessible(&person, "files-lost").await?;
    ensure!(focus(&person).await? == "見積.pdf", "the summary leads to the line");
    person.presses("削除：見積.pdf").await?;
    person.no_longer_sees("受け取れていません").await?;
    person.presses("申込内容確認へ進む").await?;
    person.is_on("申込内容 確認").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込の受付が完了しました。").await?;

    person.logs_in(&credentials).await?;
    person.sees("受付").await?;
    person.presses("申込内容を見る").await?;
    person.sees("システム構成図.pdf").await?;
    ensure!(downloads(&person).await?.iter().all(|reply| reply.starts_with("200 attachment")));
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_dropped_on_the_box_is_attached() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/remarks").await?;
    person.sees("ここにファイルをドラッグして添付することもできます。").await?;
    let folder = Folder::new()?;
    person.drops(".app-files", &folder.file("写真.png", &png())?).await?;
    person.sees("「写真.png」を添付しました。").await?;
    ensure!(names(&person).await? == ["写真.png"]);
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_dropped_on_the_box_is_told_to_be_none_that_can_be_attached() -> Result<()> {
    const FOLDER: &str = "フォルダは添付できません。フォルダを開いて、中のファイルを選択してください。";
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/diagram").await?;
    let folder = Folder::new()?;
    for name in ["構成図", "構成図.pdf"] {
        person.drops(".app-files", &folder.inner(name)?).await?;
        person.is_asked(FOLDER, true).await?;
        ensure!(names(&person).await?.is_empty(), "{name}");
    }
    person.drops(".app-files", &folder.file("図.pdf", &pdf(1))?).await?;
    person.sees("「図.pdf」を添付しました。").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_dropped_beside_the_box_opens_nothing() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    let folder = Folder::new()?;
    let photo = folder.file("写真.png", &png())?;
    for (path, beside) in [("/apply/remarks", "main h1"), ("/apply/office", "main h1")] {
        person.opens(path).await?;
        person.drops(beside, &photo).await?;
        ensure!(person.driver.current_url().await?.as_str() == service.url(path), "the page stays");
        ensure!(person.driver.windows().await?.len() == 1, "no window opens");
    }
    person.opens("/apply/remarks").await?;
    person.drops("main h1", &photo).await?;
    person.drops(".app-files", &photo).await?;
    person.sees("「写真.png」を添付しました。").await?;
    ensure!(names(&person).await? == ["写真.png"], "the box takes it once");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_saved_anew_since_it_was_chosen_says_so() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    begin(&person).await?;
    let folder = Folder::new()?;
    let plan = folder.file("図.pdf", &pdf(1))?;
    person.opens("/apply/diagram").await?;
    person.sees("あと3件").await?;
    person.has_network(false, None).await?;
    person.chooses_files(LIST, &[&plan]).await?;
    person.sees("＊サーバに接続できません。").await?;
    folder.save_anew(&plan, &pdf(2))?;
    person.has_network(true, None).await?;
    person.presses("もう一度送る：図.pdf").await?;
    person.sees("＊ファイルが選択の後に変更されたため、送信できません。").await?;
    is_accessible(&person, "files-changed").await?;
    person.presses("閉じる：図.pdf").await?;
    person.chooses_files(LIST, &[&plan]).await?;
    person.sees("添付済み").await?;
    ensure!(names(&person).await? == ["図.pdf"]);
    person.leaves().await
}
