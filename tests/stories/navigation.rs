//! From page to page: where the focus goes, and where the window is scrolled to (B10, WCAG 2.4.1).

use anyhow::{Result, ensure};
use nss_core::application::FORM;
use nss_core::form::Draft;
use nss_tests::person::DESKTOP;
use nss_tests::{Person, generate};
use thirtyfour::Key;

use crate::sample::{FRIDAY, begin, stage, store};

/// Width of a usual telephone, in CSS pixels.
const USUAL_TELEPHONE: u32 = 375;

/// Whether the heading has the focus.
const ON_HEADING: &str = "return document.activeElement.id === 'title' ? 1 : 0";
/// Whether the focus is on the first control of the content, or on a radio button of its group.
const ON_FIRST_CONTROL: &str = r"
    const controls = 'a[href], button, input, select, textarea, summary, [tabindex=\'0\']';
    const all = [...document.querySelector('main').querySelectorAll(controls)];
    const first = all.find(control => control.checkVisibility() && !control.disabled);
    const here = document.activeElement;
    return first === here || (first.type === 'radio' && first.name === here.name) ? 1 : 0;";
/// Whether the focus is on the skip link.
const ON_SKIP_LINK: &str = "return document.activeElement.className === 'app-skip-link' ? 1 : 0";

async fn scroll_y(person: &Person<'_>) -> Result<f64> {
    Ok(person.driver.execute("return scrollY", vec![]).await?.convert()?)
}

/// Waits until a page stands with the focus on its heading.
async fn arrives(person: &Person<'_>, heading: &str) -> Result<()> {
    person.is_on(heading).await?;
    person.counts(&format!("the focus is on the heading 「{heading}」"), ON_HEADING, 1).await
}

/// Presses the skip link, and goes on by Tab.
async fn skips(person: &Person<'_>, place: &str) -> Result<()> {
    person.strikes(Key::Enter + "").await?;
    person
        .counts(&format!("main has the focus on {place}"), "return document.activeElement.id === 'main' ? 1 : 0", 1)
        .await?;
    let hash = person.driver.execute("return location.hash", vec![]).await?.convert::<String>()?;
    ensure!(hash.is_empty(), "the URL of {place} stays as it is: {hash}");
    person.tabs().await?;
    person.counts(&format!("the first control of {place} has the focus"), ON_FIRST_CONTROL, 1).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_tab_reaches_the_skip_link_and_the_next_one_the_content() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    for (path, heading) in [
        ("/", "新規申込"),
        ("/login", "ログイン"),
        ("/apply/guidance", "申込ガイダンス"),
        ("/apply/tasks", ""),
        ("/apply/office", "事業所"),
        ("/apply/user-codes", "利用者コード"),
        ("/apply/confirm", "申込内容 確認"),
    ] {
        person.opens(path).await?;
        for _ in 0..2 {
            person.is_on(heading).await?;
            person.sees("お問い合わせ").await?;
            person.tabs().await?;
            person.counts(&format!("the first Tab on {path} reaches the skip link"), ON_SKIP_LINK, 1).await?;
            skips(&person, path).await?;
            person.reloads().await?;
        }
    }
    // On a page that a link opened, the focus is on the heading: the skip link is behind it.
    for heading in ["事業所", "利用開始希望日"] {
        person.opens("/apply/tasks").await?;
        person.presses(heading).await?;
        arrives(&person, heading).await?;
        let mut is_reached = false;
        for _ in 0..60 {
            person
                .driver
                .action_chain()
                .key_down(Key::Shift)
                .send_keys(Key::Tab + "")
                .key_up(Key::Shift)
                .perform()
                .await?;
            is_reached = person.driver.execute(ON_SKIP_LINK, vec![]).await?.convert::<usize>()? == 1;
            if is_reached {
                break;
            }
        }
        ensure!(is_reached, "Shift+Tab reaches the skip link on {heading}");
        skips(&person, heading).await?;
    }
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_begins_at_its_top_and_back_restores_the_position() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let wire = generate::complete(&FORM);
    let draft = Draft::from_wire(&FORM, &wire).expect("what was written is read");
    let pages: Vec<_> = FORM.pages.iter().copied().filter(|page| page.applies(&draft)).collect();
    for width in [DESKTOP, USUAL_TELEPHONE] {
        let person = Person::looks_at(&service, &browsers, width).await?;
        begin(&person).await?;
        person.opens("/terms").await?;
        store(&person, &wire).await?;
        person.opens(&format!("/apply/{}", pages[0].path)).await?;
        person.is_on(pages[0].title).await?;
        for (place, page) in pages.iter().enumerate() {
            let next = pages.get(place + 1).map_or("申込内容 確認", |next| next.title);
            let button = if place + 1 == pages.len() { "申込内容確認へ進む" } else { "次へ進む" };
            // A press scrolls to the button.
            person.button(button).await?.scroll_into_view().await?;
            let left_at = scroll_y(&person).await?;
            person.presses(button).await?;
            arrives(&person, next).await?;
            ensure!(scroll_y(&person).await? == 0.0, "「{next}」 at {width} px arrives scrolled");
            if [1, 3].contains(&place) {
                person.driver.back().await?;
                arrives(&person, page.title).await?;
                let is_restored = format!("return Math.abs(scrollY - {left_at}) < 2 ? 1 : 0");
                person.counts(&format!("Back to 「{}」 restores {left_at} px", page.title), &is_restored, 1).await?;
                person.driver.forward().await?;
                arrives(&person, next).await?;
            }
        }
        links_scroll_to_their_targets(&person).await?;
        person.leaves().await?;
    }
    Ok(())
}

/// A link to an answer scrolls to it, from another page and on the same one.
async fn links_scroll_to_their_targets(person: &Person<'_>) -> Result<()> {
    const SEEN: &str = r"
        const here = document.activeElement, at = here.getBoundingClientRect();
        return here.id === arguments_id && scrollY > 0 && at.top >= 0 && at.bottom <= innerHeight ? 1 : 0;";
    let seen = |id: &str| SEEN.replace("arguments_id", &format!("'{id}'"));
    person.driver.execute("document.querySelector('main a[href$=\"#office.fax\"]').click()", vec![]).await?;
    person.is_on("事業所").await?;
    person.counts("the answer to change is in sight", &seen("office.fax"), 1).await?;
    person.types("電話番号", "").await?;
    person.presses("申込内容確認へ進む").await?;
    person.sees("確認が必要な項目").await?;
    person.driver.execute("document.querySelector('#error-summary a').click()", vec![]).await?;
    person.counts("the faulty answer is in sight", &seen("office.phone"), 1).await
}
