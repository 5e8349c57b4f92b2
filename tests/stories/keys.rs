//! How long a key takes, in the browser, on a draft of 100 user codes: a measurement, which `cargo xtask bench` runs and prints.
//!
//! Real keys through the driver, each timed inside the page: from the first that it hears of a character (`beforeinput`) until
//! the last listener of `input`, behind all that ours does, microtasks included. What the browser does before and after (its
//! own handling of the key, layout, painting) is not ours. Where a counter stands below the box, it must count the new
//! character by then, and the frame after it shows it.

use anyhow::{Result, ensure};
use nss_core::application::{self, lines, user_codes};
use nss_core::form::{Draft, RowId, Section};
use nss_tests::{Person, generate};

use crate::sample::{FRIDAY, begin, stage};

/// Rows of the lists, as in the draft that core is measured with against zod (tests/bench/draft.mjs).
const ROWS: [(&Section, u64); 2] = [(&user_codes::USER_CODES, 100), (&lines::LINES, 20)];
/// Keys that are struck in each field.
const KEYS: usize = 300;
/// What 99 of 100 keys may take, in milliseconds; printed beside what they took.
const MOST: f64 = 8.0;

const WATCH: &str = r"
    window.keys = { times: [], frames: [], late: 0 };
    let begun = 0;
    addEventListener('beforeinput', () => { begun = performance.now(); }, true);
    addEventListener('input', event => {
        window.keys.times.push(performance.now() - begun);
        const box = event.target;
        const counter = () => box.closest('.app-field').querySelector('.app-field__counter');
        const shows = () => !counter() || counter().textContent.startsWith(`${box.value.length}／`);
        window.keys.late += shows() ? 0 : 1;
        let frames = 0;
        const frame = () => {
            frames += 1;
            if (shows()) window.keys.frames.push(frames); else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
    });";

/// Puts a draft into the store in place of the applicant's.
const PUT: &str = r"
    const done = arguments[1], headers = { 'content-type': 'application/json', 'x-nss': '1' };
    (async () => {
        const id = (await (await fetch('/api/session')).json()).account.draft;
        const { revision } = await (await fetch(`/api/drafts/${id}`)).json();
        const body = JSON.stringify({ revision, draft: arguments[0] });
        done((await fetch(`/api/drafts/${id}`, { method: 'PUT', headers, body })).status);
    })();";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: `cargo xtask bench`"]
async fn keys_are_shown_at_once() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    let draft = draft();
    person.opens("/terms").await?;
    let status =
        person.driver.execute_async(PUT, vec![serde_json::to_value(draft.to_wire())?]).await?.convert::<u16>()?;
    ensure!(status == 200, "the draft is not saved: {status}");
    println!(
        "\n100 user codes, 20 lines; {KEYS} keys in each field; milliseconds from key to page; keys shown in the next frame"
    );
    println!("{:<60}{:>8}{:>8}{:>8}", "", "p50", "p99", "frame");
    let row = draft.rows(&user_codes::USER_CODES)[50].id().map(|id| id.to_string()).unwrap_or_default();
    let mut worst = 0.0_f64;
    for (path, label, text) in [
        ("/apply/applicant".to_owned(), "申込理由", "abcdefghij"),
        ("/apply/office".to_owned(), "事業所名", "あいうえおかきくけこ"),
        ("/apply/office".to_owned(), "電話番号", "03123456"),
        (format!("/apply/user-codes/{row}"), "識別番号数", "12"),
    ] {
        let (p50, p99, frames) = measure(&person, &path, label, text).await?;
        println!("{:<60}{p50:>8.1}{p99:>8.1}{frames:>8}", format!("{path} {label}"));
        worst = worst.max(p99);
    }
    println!("{:<60}{worst:>16.1}   (under {MOST})", "the slowest p99");
    person.leaves().await
}

/// Median, 99th of 100, and the part of the keys that were shown in the next frame.
async fn measure(person: &Person<'_>, path: &str, label: &str, text: &str) -> Result<(f64, f64, String)> {
    person.opens(path).await?;
    person.field(label).await?;
    person.driver.execute(WATCH, vec![]).await?;
    let mut struck = 0;
    while struck < KEYS {
        person.keys(label, text).await?;
        struck += text.chars().count();
    }
    let found = "return [window.keys.times, window.keys.frames, window.keys.late]";
    let (mut times, frames, late): (Vec<f64>, Vec<u32>, usize) =
        person.driver.execute(found, vec![]).await?.convert()?;
    ensure!(late == 0, "{late} keys of 「{label}」 were not shown at once");
    ensure!(times.len() >= KEYS, "{} keys were heard of {struck}", times.len());
    times.sort_by(f64::total_cmp);
    let part = |of: usize| times[(times.len() - 1) * of / 100];
    let next = frames.iter().filter(|frames| **frames == 1).count() * 100 / frames.len();
    Ok((part(50), part(99), format!("{next}%")))
}

/// An application that is complete, its rows copied.
fn draft() -> Draft {
    let mut draft = Draft::from_wire(&application::FORM, &generate::complete(&application::FORM))
        .expect("what was written is read");
    let mut number = 0;
    let mut next = || {
        number += 1;
        RowId::from_random(number)
    };
    for (section, rows) in ROWS {
        let first = draft.rows(section)[0].id().expect("rows of a list have ids");
        for _ in 1..rows {
            draft.copy_row(section, None, first, &mut next);
        }
    }
    draft
}
