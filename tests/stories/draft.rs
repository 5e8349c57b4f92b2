//! No typed text is lost without a server, without a session, without browser storage, or on an outdated page.

use anyhow::{Result, ensure};
use nss_tests::Person;

use crate::accessibility::is_accessible;
use crate::sample::{FRIDAY, begin, stage};

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_the_browser_keeps_it_and_saves_when_it_is_back() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.is_on("事業所").await?;
    person.has_network(false, None).await?;
    person.types("事業所名", "本社").await?;
    person.sees("サーバに接続できません。入力した内容はこのブラウザに残っていて").await?;
    is_accessible(&person, "offline").await?;
    person.has_network(true, None).await?;
    person.sees("保存しました").await?;

    service.stop()?;
    person.types("事業所名フリガナ", "ホンシャ").await?;
    person.sees("サーバに接続できません。").await?;
    service.kill_and_restart().await?;
    person.sees("保存しました").await?;

    // A proxy answers with an error for a while.
    let script = "window.real = window.fetch; window.fetch = async (request) => request.method === 'PUT'
        ? new Response('<h1>502</h1>', { status: 502 }) : window.real(request);";
    person.driver.execute(script, vec![]).await?;
    person.types("電話番号", "0312345678").await?;
    person.sees("サーバに接続できません。").await?;
    person.driver.execute("window.fetch = window.real", vec![]).await?;
    person.sees("保存しました").await?;
    person.reloads().await?;
    person.sees_value("事業所名フリガナ", "ホンシャ").await?;
    person.sees_value("電話番号", "0312345678").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_session_one_goes_on_at_the_same_page_with_what_was_typed() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    person.opens("/apply/office").await?;
    person.types("事業所名フリガナ", "ホンシャ").await?;
    person.keeps_copies(0).await?;
    let (id, password) = &credentials;

    // Shortly before the session expires, one key press extends it.
    service.set_clock("2026-11-20T10:42:00+09:00")?;
    person.passes_time(26 * 60).await?;
    person.sees("ほどでログアウトします。").await?;
    is_accessible(&person, "session-end").await?;
    person.presses("続ける").await?;
    person.no_longer_sees("ほどでログアウトします。").await?;

    service.set_clock("2026-11-20T11:30:00+09:00")?;
    person.types("事業所名", "本社").await?;
    person.sees("ログアウトしました。入力した内容はこのブラウザに残っています。").await?;
    person.presses("ログインして続ける").await?;
    person.is_on("ログイン").await?;
    person.types("ログインID", id).await?;
    person.keys("パスワード", password).await?;
    person.presses("ログイン").await?;
    person.is_on("事業所").await?;
    person.sees_value("事業所名", "本社").await?;
    person.sees("保存しました").await?;

    // The person logs in in another tab.
    service.set_clock("2026-11-20T12:30:00+09:00")?;
    person.types("事業所名", "本店").await?;
    person.sees("入力した内容はこのブラウザに残っています。").await?;
    let first = person.driver.window().await?;
    person.opens_tab("/login").await?;
    person.logs_in(&credentials).await?;
    person.button("申込担当者の入力へ進む").await?;
    person.turns_to(&first).await?;
    person.sees("保存しました").await?;
    person.sees_value("事業所名", "本店").await?;
    person.reloads().await?;
    person.sees_value("事業所名", "本店").await?;
    person.leaves().await
}

/// Makes the server's replies name another rule version than the page's.
const OTHER_RULES: &str = "
    const real = window.fetch;
    window.fetch = async (request) => {
        const reply = await real(request);
        if (!new URL(request.url ?? request, location).pathname.startsWith('/api/')) return reply;
        const text = (await reply.text()).replace(/\"rules\":\"[0-9a-f]+\"/g, '\"rules\":\"0000\"');
        return new Response(reply.status === 204 ? null : text, { status: reply.status, headers: reply.headers });
    };
    sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1;";

#[tokio::test(flavor = "multi_thread")]
async fn an_old_page_is_saved_and_loaded_anew_once() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.is_on("事業所").await?;
    person.on_every_page(OTHER_RULES).await?;
    person.driver.execute(OTHER_RULES, vec![]).await?;
    person.keys("事業所名", "本社").await?;
    let composition = |name: &str| {
        format!("document.activeElement.dispatchEvent(new CompositionEvent('{name}', {{ bubbles: true }}))")
    };
    person.driver.execute(&composition("compositionstart"), vec![]).await?;
    person.sees("画面が新しくなりました。入力した内容を保存して、読み込み直します。").await?;
    is_accessible(&person, "old-page").await?;
    person.strikes("ビル").await?;
    let loads = "return Number(sessionStorage.loads)";
    person.counts("loads while one composes", loads, 1).await?;
    person.driver.execute(&composition("compositionend"), vec![]).await?;
    person.counts("loads", loads, 2).await?;
    person.sees_value("事業所名", "本社ビル").await?;
    person.sees("画面が新しくなりました。ページを再読み込みしてください。").await?;
    person.counts("loads", loads, 2).await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_keeps_nothing_is_told_of_and_the_server_keeps_it() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    for (broken, name) in [
        ("IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }", "本社"),
        ("IDBDatabase.prototype.transaction = () => { throw new DOMException('no', 'InvalidStateError') }", "支店"),
    ] {
        person.opens("/apply/office").await?;
        person.is_on("事業所").await?;
        person.driver.execute(broken, vec![]).await?;
        person.types("事業所名", name).await?;
        person.sees("このブラウザには入力中の内容を残せません").await?;
        person.sees("保存しました").await?;
    }
    is_accessible(&person, "no-room").await?;
    person.reloads().await?;
    person.sees_value("事業所名", "支店").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn back_and_forward_lose_nothing_and_send_nothing_twice() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    let counting = "window.sent = 0; const real = window.fetch; window.fetch = (request) => {
        if (['PUT', 'POST'].includes(request.method)) window.sent += 1;
        return real(request);
    };";
    person.driver.execute(counting, vec![]).await?;
    person.types("申込理由", "開業のため").await?;
    for (path, heading, label, text) in [
        ("/apply/office", "事業所", "事業所名", "本社"),
        ("/apply/contractor", "本社・契約者", "契約者の役職", "社長"),
        ("/apply/start", "利用開始希望日", "利用開始希望日", "2027/04/01"),
    ] {
        let link = format!("document.querySelector('.app-steps a[href=\"{path}\"]').click()");
        person.driver.execute(&link, vec![]).await?;
        person.is_on(heading).await?;
        person.types(label, text).await?;
        person.sees_value(label, text).await?;
    }
    person.sees("保存しました").await?;
    person.keeps_copies(0).await?;
    let sent: usize = person.driver.execute("return window.sent", vec![]).await?.convert()?;
    for _ in 0..3 {
        person.driver.back().await?;
    }
    person.sees_value("申込理由", "開業のため").await?;
    for (heading, label, text) in [
        ("事業所", "事業所名", "本社"),
        ("本社・契約者", "契約者の役職", "社長"),
        ("利用開始希望日", "利用開始希望日", "2027/04/01"),
    ] {
        person.driver.forward().await?;
        person.is_on(heading).await?;
        person.sees_value(label, text).await?;
    }
    let now: usize = person.driver.execute("return window.sent", vec![]).await?.convert()?;
    ensure!(now == sent, "{} requests were sent by Back and Forward", now - sent);
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_bar_follows_links_after_back_and_forward() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    let follow = async |path: &str, heading: &str| -> Result<()> {
        let link = format!("document.querySelector('.app-steps a[href=\"{path}\"]').click()");
        person.driver.execute(&link, vec![]).await?;
        person.is_on(heading).await
    };
    follow("/apply/office", "事業所").await?;
    follow("/apply/contractor", "本社・契約者").await?;
    person.driver.back().await?;
    person.is_on("事業所").await?;
    person.driver.forward().await?;
    person.is_on("本社・契約者").await?;
    follow("/apply/office", "事業所").await?;
    let at_office = "return Number(location.pathname === '/apply/office')";
    person.counts("the address of the office's page", at_office, 1).await?;
    person.reloads().await?;
    person.is_on("事業所").await?;
    person.driver.back().await?;
    person.is_on("本社・契約者").await?;
    person.leaves().await
}
