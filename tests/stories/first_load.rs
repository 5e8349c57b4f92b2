//! Measures the first load over a slow line on a slow computer; `cargo xtask bench` runs and prints it.
//!
//! Chromium throttles the network and the CPU, and bypasses its cache. A script that runs before the page's own one takes
//! both times with `performance.now()`, so they count from the start of the navigation and include no driver.

use anyhow::{Result, ensure};
use nss_tests::{Browsers, Person, Service};
use serde_json::{Value, json};
use thirtyfour::extensions::cdp::ChromeDevTools;

use crate::sample::{FRIDAY, stage};

/// Loads of each page, each in a browser of its own; the medians are printed.
const ROUNDS: usize = 5;
/// 1.6 Mbit/s, in bytes per second.
const BYTES_PER_SECOND: u32 = 200_000;
/// Latency of each request, in milliseconds.
const LATENCY: u32 = 150;
/// The CPU runs slower by this factor.
const CPU_SLOWDOWN: u32 = 4;

/// Both measurements count a moment only from the first contentful paint on.
const PAINTED: &str = r"
    const painted = new Promise(resolve => new PerformanceObserver((list, observer) => {
        for (const entry of list.getEntriesByName('first-contentful-paint')) {
            observer.disconnect();
            resolve(entry.startTime);
        }
    }).observe({ type: 'paint', buffered: true }));";

/// Resolves `window.measured` with the time of the frame that shows the entrance's heading.
const FIRST_TEXT: &str = r"
    window.measured = new Promise(resolve => {
        const check = () => {
            if (!document.querySelector('h1')?.textContent.includes('新規申込')) return;
            observer.disconnect();
            requestAnimationFrame(async shown => resolve(Math.max(shown, await painted)));
        };
        const observer = new MutationObserver(check);
        observer.observe(document, { childList: true, subtree: true, characterData: true });
    });";

/// Resolves `window.measured` with the time of the frame in which the first control still holds the character typed into it.
/// `insertText` dispatches the same trusted events as a key. When the page replaces the control, the character is lost and
/// the next control is tried.
const FIRST_CONTROL: &str = r"
    window.measured = new Promise(resolve => {
        const tried = new WeakSet();
        const check = () => {
            const input = document.querySelector('main input');
            if (!input || input.disabled || input.readOnly || tried.has(input)) return;
            tried.add(input);
            input.focus();
            if (!document.execCommand('insertText', false, '1')) return;
            requestAnimationFrame(async () => {
                const now = performance.now();
                if (!input.isConnected || input.value !== '1') return check();
                observer.disconnect();
                resolve(Math.max(now, await painted));
            });
        };
        const observer = new MutationObserver(check);
        observer.observe(document, { childList: true, subtree: true, attributes: true });
    });";

/// One measurement: its name, page and script, and its limit in milliseconds, which is printed beside the result.
const MEASUREMENTS: [(&str, &str, &str, f64); 2] =
    [("first text of /", "/", FIRST_TEXT, 900.0), ("first usable control of /login", "/login", FIRST_CONTROL, 2_500.0)];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: `cargo xtask bench`"]
async fn the_first_load_over_a_slow_line() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    println!("\n1.6 Mbit/s, {LATENCY} ms, CPU ÷ {CPU_SLOWDOWN}; medians of {ROUNDS} loads, milliseconds");
    for (name, path, script, limit) in MEASUREMENTS {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            times.push(load(&service, &browsers, path, script).await?);
        }
        times.sort_by(f64::total_cmp);
        let [fastest, median, slowest] = [times[0], times[ROUNDS / 2], times[ROUNDS - 1]];
        println!("{name:<40}{median:>8.0}   (at most {limit}; {fastest:.0} to {slowest:.0})");
    }
    Ok(())
}

/// Loads one page in a new browser and returns what the script measured.
async fn load(service: &Service, browsers: &Browsers, path: &str, script: &str) -> Result<f64> {
    let person = Person::sits_down(service, browsers).await?;
    person.on_every_page(&format!("{PAINTED}{script}")).await?;
    let tools = ChromeDevTools::new(person.driver.handle.clone());
    let network = json!({ "offline": false, "latency": LATENCY, "downloadThroughput": BYTES_PER_SECOND,
        "uploadThroughput": BYTES_PER_SECOND });
    for (command, parameters) in [
        ("Network.enable", json!({})),
        ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
        ("Network.emulateNetworkConditions", network),
        ("Emulation.setCPUThrottlingRate", json!({ "rate": CPU_SLOWDOWN })),
    ] {
        tools.execute_cdp_with_params(command, parameters).await?;
    }
    person.opens(path).await?;
    let wait = "window.measured.then(arguments[0])";
    let time = person.driver.execute_async(wait, vec![]).await?.convert::<f64>()?;
    if path == "/login" {
        // The page must also accept a key of the driver, behind the character of the script.
        person.strikes("2").await?;
        let value: Value = person.driver.execute("return document.activeElement.value", vec![]).await?.convert()?;
        ensure!(value == "12", "the first control of {path} holds {value}");
    }
    person.leaves().await?;
    Ok(time)
}
