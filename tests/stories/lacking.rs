//! A browser that lacks what the page needs is told so in words.

use anyhow::{Result, ensure};
use nss_tests::Person;
use nss_tests::person::TELEPHONE;

use crate::accessibility::is_accessible;
use crate::sample::{FRIDAY, stage};

const NO_WASM: &str = "このブラウザの設定では、申込の画面を表示できません";
const NO_COOKIES: &str = "Cookieが拒否されているため、申込もログインもできません。";

#[tokio::test(flavor = "multi_thread")]
async fn without_webassembly_every_path_says_so_and_names_the_desk() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    person.on_every_page("delete window.WebAssembly").await?;
    for path in ["/", "/login", "/apply/office"] {
        // Not `opens`, which waits for the program.
        person.driver.goto(service.url(path)).await?;
        person.sees(NO_WASM).await?;
        person.sees("ロックダウンモード").await?;
        let desk = "return /[0-9]{2,4}-[0-9]+/.test(document.getElementById('desks').innerText) ? 1 : 0";
        person.counts(&format!("telephone numbers on {path}"), desk, 1).await?;
        ensure!(!person.page().await?.contains(NO_COOKIES), "cookies are there");
    }
    is_accessible(&person, "no-wasm").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_cookies_every_path_says_so() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::refuses_cookies(&service, &browsers).await?;
    for path in ["/", "/login", "/terms"] {
        person.opens(path).await?;
        person.sees(NO_COOKIES).await?;
        // The program runs beside it.
        person.sees("お問い合わせ").await?;
        ensure!(!person.page().await?.contains(NO_WASM), "WebAssembly is there");
    }
    is_accessible(&person, "no-cookies").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_has_everything_is_told_nothing() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    person.opens("/").await?;
    let page = person.page().await?;
    ensure!(!page.contains(NO_WASM) && !page.contains(NO_COOKIES), "{page}");
    person.leaves().await
}
