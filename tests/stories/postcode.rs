//! A postcode fills its address and never overwrites typed text.

use anyhow::{Result, ensure};
use nss_tests::Person;
use serde_json::json;
use thirtyfour::extensions::cdp::ChromeDevTools;

use crate::sample::{FRIDAY, begin, stage};

const SHARDS_FETCHED: &str =
    "return performance.getEntriesByType('resource').filter(entry => entry.name.includes('/postcodes/')).length";

/// Collects each text that a live region shows from now on.
const LISTEN: &str = r"
    window.said = [];
    const live = '[aria-live], [role=status], [role=alert], [role=log]';
    new MutationObserver(changes => {
        for (const { target } of changes) {
            const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
            if (region) window.said.push(region.textContent);
        }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });";

/// The live regions said how many addresses there are, and none of them; the list is in no live region of the
/// accessibility tree.
async fn only_the_number_is_announced(person: &Person<'_>) -> Result<()> {
    person
        .counts("announcements", "return window.said.filter(text => text === '66件の候補があります').length", 1)
        .await?;
    let read_out = "return window.said.filter(text => text.includes('清須市')).length";
    person.counts("addresses that are read out", read_out, 0).await?;
    ensure!(!is_live(person, ".app-candidates__list").await?, "the list is in a live region");
    ensure!(is_live(person, "body > [role=status]").await?, "a live region is known in the accessibility tree");
    Ok(())
}

/// Whether an element or one around it is a live region in the accessibility tree.
async fn is_live(person: &Person<'_>, selector: &str) -> Result<bool> {
    let tools = ChromeDevTools::new(person.driver.handle.clone());
    let document = tools.execute_cdp("DOM.getDocument").await?;
    let query = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
    let found = tools.execute_cdp_with_params("DOM.querySelector", query).await?;
    let wanted = json!({ "nodeId": found["nodeId"], "fetchRelatives": false });
    let tree = tools.execute_cdp_with_params("Accessibility.getPartialAXTree", wanted).await?;
    let properties = tree["nodes"].as_array().into_iter().flatten().filter_map(|node| node["properties"].as_array());
    Ok(properties.flatten().any(|property| property["name"] == "live" && property["value"]["value"] != "off"))
}

async fn all_requests(person: &Person<'_>) -> Result<usize> {
    let script =
        "return performance.getEntriesByType('resource').filter(entry => !entry.name.includes('/api/drafts/')).length";
    Ok(person.driver.execute(script, vec![]).await?.convert()?)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seventh_digit_fills_the_address_without_a_request() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.is_on("事業所").await?;
    person.keys("郵便番号", "212").await?;
    person.counts("shards fetched at the third digit", SHARDS_FETCHED, 1).await?;
    person.strikes("001").await?;
    let before = all_requests(&person).await?;
    person.strikes("3").await?;
    person.sees_value("市区町村", "川崎市幸区").await?;
    ensure!(person.value("都道府県").await? == "14", "the prefecture is chosen");
    ensure!(all_requests(&person).await? == before, "the seventh digit asks nobody");
    let active = person.driver.active_element().await?;
    ensure!(active == person.field("郵便番号").await?, "the focus stays in the postcode");
    person.takes_picture("office-filled").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn several_places_are_offered_an_office_names_its_street_and_an_unknown_code_is_said() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.driver.execute(LISTEN, vec![]).await?;
    person.types("郵便番号", "452-0961").await?;
    person.sees("住所を選んでください（66件）").await?;
    only_the_number_is_announced(&person).await?;
    person.takes_picture("postcode-many").await?;
    person.types("郵便番号", "1234567").await?;
    person.sees("見つかりません").await?;
    person.types("市区町村", "どこかの市").await?;
    person.types("郵便番号", "〒１００−０００１").await?;
    person.sees_value("郵便番号", "1000001").await?;
    person.sees("千代田区").await?;
    ensure!(person.value("市区町村").await? == "どこかの市", "what was typed is not overwritten without asking");
    person.takes_picture("postcode-asks").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_is_marked_until_it_is_looked_at_and_the_customs_are_suggested_not_written() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.types("郵便番号", "2120013").await?;
    person.sees_value("住所フリガナ", "カナガワケンカワサキシサイワイクホリカワチョウ").await?;
    person.sees("要確認").await?;
    ensure!(!person.choice("管轄税関", "横浜").await?.is_selected().await?, "nothing is chosen for the applicant");
    person.sees("ほかの入力からの候補：横浜").await?;
    person.takes_picture("office-suggested").await?;
    person.presses("「横浜」にする").await?;
    person.sees_chosen("管轄税関", "横浜").await?;
    person.no_longer_sees("ほかの入力からの候補").await?;
    person.keys("住所フリガナ", "カナガワケンカワサキシサイワイクホリカワチョウ９９９バンチ").await?;
    person.tabs().await?;
    person.no_longer_sees("要確認").await?;
    person.types("郵便番号", "2600001").await?;
    person.presses("郵便番号の住所にする").await?;
    person.sees_value("都道府県", "12").await?;
    ensure!(!person.page().await?.contains("ほかの入力からの候補"), "two customs share 千葉県: none is suggested");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_was_seen_fills_another_address_without_the_server() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.types("郵便番号", "2120013").await?;
    person.sees_value("市区町村", "川崎市幸区").await?;
    person.sees("保存しました").await?;
    person.opens("/apply/contractor").await?;
    person.chooses("本社住所", "その他（下欄に入力してください）").await?;
    service.stop()?;
    person.types("郵便番号", "2120013").await?;
    person.sees_value("市区町村", "川崎市幸区").await?;
    ensure!(person.value("番地・建物").await? == "堀川町", "the town is filled");
    service.kill_and_restart().await?;
    person.leaves().await
}

/// Holds the replies with shards until `window.release()`; `window.taken` counts those that the page has read.
const HOLD: &str = r"
    const real = window.fetch;
    const released = new Promise(resolve => window.release = resolve);
    window.taken = 0;
    window.fetch = async (request, ...more) => {
        const reply = await real.call(window, request, ...more);
        if (!String(request.url ?? request).includes('/postcodes/')) return reply;
        const text = await reply.text();
        await released;
        // The page goes on with the text before the next task.
        reply.text = async () => (setTimeout(() => window.taken += 1), text);
        return reply;
    };";

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_for_a_code_that_is_gone_says_nothing() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.driver.execute(LISTEN, vec![]).await?;
    person.driver.execute(HOLD, vec![]).await?;
    for gone in ["", "15", "150000"] {
        person.keys("郵便番号", "1500002").await?;
        person.keys("郵便番号", gone).await?;
        person.driver.execute("window.release()", vec![]).await?;
        person.counts("replies that the page has read", "return window.taken", 1).await?;
        let unknown = "return window.said.filter(text => text.includes('見つかりませんでした')).length";
        person.counts(&format!("refusals of an unknown code after 「{gone}」"), unknown, 0).await?;
    }
    person.keys("郵便番号", "1500002").await?;
    person.sees_value("市区町村", "渋谷区").await?;
    person.leaves().await
}
