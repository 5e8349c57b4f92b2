//! Measures the time of a key in the browser on a draft with 100 user codes; `cargo xtask bench` runs and prints it.
//!
//! The driver strikes real keys, and the page takes the time of each from `beforeinput` until the last listener of `input`,
//! after the listeners of the page and their microtasks. The browser's own work before and after (key handling, layout,
//! painting) is excluded. A counter below the box must count the new character by then, and the next frame shows it.

use anyhow::{Result, ensure};
use nss_core::application::{self, lines, user_codes};
use nss_core::form::{Draft, RowId, Section};
use nss_tests::{Person, generate};

use crate::sample::{FRIDAY, begin, stage, store};

/// Rows of the lists, as in the draft of the measurement against zod (tests/bench/draft.mjs).
const ROWS: [(&Section, u64); 2] = [(&user_codes::USER_CODES, 100), (&lines::LINES, 20)];
/// Number of keys in each field.
const KEYS: usize = 300;
/// Limit of the 99th percentile in milliseconds, which is printed beside the result.
const LIMIT: f64 = 8.0;

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

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: `cargo xtask bench`"]
async fn keys_are_shown_at_once() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    let draft = draft();
    person.opens("/terms").await?;
    store(&person, &draft.to_wire()).await?;
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
    println!("{:<60}{worst:>16.1}   (under {LIMIT})", "the slowest p99");
    person.leaves().await
}

/// Median, 99th percentile, and the percentage of keys that the next frame shows.
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

/// A complete application with copied rows.
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
