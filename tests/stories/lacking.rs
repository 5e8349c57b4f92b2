//! A browser that lacks what the page needs, or does not get it, is told so in words.

use anyhow::{Result, ensure};
use nss_tests::person::TELEPHONE;
use nss_tests::{Person, Service};
use serde_json::json;
use thirtyfour::extensions::cdp::ChromeDevTools;

use crate::accessibility::is_accessible;
use crate::sample::{FRIDAY, stage};

const NOT_RUN: &str = "このブラウザでは、画面を表示できません";
const NOT_LOADED: &str = "画面を読み込めませんでした";
const NO_COOKIES: &str = "Cookieが拒否されているため、申込もログインもできません。";
/// The telephone numbers of the desks that can be called by a press.
const DESKS: &str = "return document.querySelectorAll('#desks:not([hidden]) a[href^=\"tel:\"]').length";

/// Ways in which a browser does not run the program.
const UNABLE: [&str; 5] = [
    "delete window.WebAssembly",
    "for (const name of ['instantiate', 'instantiateStreaming'])
        WebAssembly[name] = () => Promise.reject(new WebAssembly.CompileError('refused'))",
    "for (const name of ['instantiate', 'instantiateStreaming']) WebAssembly[name] = () => { throw new Error('refused') }",
    "WebAssembly.instantiateStreaming = async () => ({ module: 0, instance: { exports: {} } })",
    // The program's own start breaks off.
    "Document.prototype.createComment = () => { throw new Error('refused') }",
];

/// Every path tells these words in place of all others, and names the desks.
async fn is_told(person: &Person<'_>, service: &Service, words: &str) -> Result<()> {
    for path in ["/", "/login", "/apply/office", "/menu", "/settings", "/staff"] {
        // Not `opens`, which waits for the program.
        person.driver.goto(service.url(path)).await?;
        person.sees(words).await?;
        person.counts(&format!("telephone numbers on {path}"), DESKS, 2).await?;
        let page = person.page().await?;
        ensure!(!page.contains(NO_COOKIES) && !page.contains("利用申込をはじめる"), "{page}");
        ensure!(person.driver.title().await? == format!("{words}｜NSS"));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_does_not_run_the_program_is_told_so_on_every_path() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    for how in UNABLE {
        let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
        person.on_every_page(how).await?;
        is_told(&person, &service, NOT_RUN).await?;
        person.sees("ロックダウンモード").await?;
        is_accessible(&person, "not-run").await?;
        person.leaves().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_does_not_come_is_offered_once_more() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    for files in [&["*.wasm"][..], &["*/nss-frontend*.js", "*/nss-menu*.js", "*/nss-settings*.js", "*/nss-staff*.js"]] {
        let person = Person::sits_down(&service, &browsers).await?;
        let tools = ChromeDevTools::new(person.driver.handle.clone());
        tools.execute_cdp("Network.enable").await?;
        tools.execute_cdp_with_params("Network.setBlockedURLs", json!({ "urls": files })).await?;
        is_told(&person, &service, NOT_LOADED).await?;
        is_accessible(&person, "not-loaded").await?;
        tools.execute_cdp_with_params("Network.setBlockedURLs", json!({ "urls": [] })).await?;
        person.driver.goto(service.url("/login")).await?;
        person.is_on("ログイン").await?;
        person.leaves().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_press_that_loads_once_more_loads_the_same_page() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let tools = ChromeDevTools::new(person.driver.handle.clone());
    tools.execute_cdp("Network.enable").await?;
    tools.execute_cdp_with_params("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] })).await?;
    person.driver.goto(service.url("/password")).await?;
    person.sees(NOT_LOADED).await?;
    tools.execute_cdp_with_params("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    person.presses("もう一度読み込む").await?;
    person.is_on("パスワードの再発行").await?;
    person.leaves().await
}

/// A browser that throws when a script touches its cookies.
const COOKIES_THROW: &str = "Object.defineProperty(Document.prototype, 'cookie', {
    get() { throw new DOMException('refused', 'SecurityError') },
    set() { throw new DOMException('refused', 'SecurityError') },
})";

#[tokio::test(flavor = "multi_thread")]
async fn without_cookies_every_path_says_so() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let refusing = Person::refuses_cookies(&service, &browsers).await?;
    let throwing = Person::sits_down(&service, &browsers).await?;
    throwing.on_every_page(COOKIES_THROW).await?;
    for person in [refusing, throwing] {
        for path in ["/", "/login", "/terms"] {
            person.opens(path).await?;
            person.sees(NO_COOKIES).await?;
            // The program runs beside it.
            person.sees("お問い合わせ").await?;
            ensure!(!person.page().await?.contains(NOT_RUN), "WebAssembly is there");
        }
        is_accessible(&person, "no-cookies").await?;
        person.leaves().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_has_everything_is_told_nothing() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    person.opens("/").await?;
    let page = person.page().await?;
    ensure!([NOT_RUN, NOT_LOADED, NO_COOKIES].iter().all(|words| !page.contains(words)), "{page}");
    person.leaves().await
}

/// A server that has no menu sends the application for its paths.
const NO_MENU: &str = "if (location.pathname === '/login') history.replaceState(null, '', '/menu')";

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_sent_for_the_path_of_another_says_so_and_does_not_load_again() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    person.on_every_page(NO_MENU).await?;
    person.opens("/login").await?;
    person.is_on("ページが見つかりません").await?;
    person.leaves().await
}
