//! `cargo xtask bench` measures core's check against zod 4 in node, on the same draft in the same run; postcode look-ups; keys
//! in the browser; the first load over a slow line; and the server under load (`server/benches/load.rs`).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::parity::sides::{Native, Wasm};
use crate::step::Steps;
use crate::tools::{self, Tools};
use crate::{command, page, paths, server};

/// Rounds; the sides alternate, and the medians are printed.
const ROUNDS: usize = 7;
/// Largest time of a full check as a fraction of zod's: native, and wasm in node.
const MAX_RATIOS: [(&str, f64); 2] = [("native", 0.25), ("wasm", 0.6)];
/// Smallest number of postcode look-ups per second, native.
const MIN_LOOKUPS: u32 = 1_000_000;
/// The date that both sides take for today.
const TODAY: &str = "2026-11-21";
/// The measured operations, in the order of the table.
const MEASURES: [&str; 6] = ["full check", "one field", "set and check", "read wire", "write wire", "merge"];

/// Microseconds of each round by side and measure.
type Times = BTreeMap<(String, String), Vec<f64>>;

/// Builds both sides, verifies that they agree on the same draft, and measures them.
pub(crate) fn bench(steps: &mut Steps) -> Result<()> {
    let (tools, zod) = steps.run("set-up", || Ok((Tools::for_test()?, tools::zod()?)))?;
    let lookups = steps.run("look-ups of postcodes", || lookups(&tools))?;
    println!("{lookups} a second in one thread; at least {MIN_LOOKUPS}");
    let (native, wasm) = steps.run("both builds of core", || Ok((Native::build(&tools)?, Wasm::build(&tools)?)))?;
    let folder = paths::generated("bench");
    let script = |verb: &str, place: &Path| {
        let mut node = Command::new("node");
        node.arg(paths::root().join("tests/bench/run.mjs")).arg(verb).arg(place).arg(&zod).arg(TODAY);
        node
    };
    steps.run("the same draft on both sides", || {
        fs::create_dir_all(&folder)?;
        command::run(&mut script("write", &folder), 1)?;
        command::run(&mut script("check", wasm.module()), 1)
    })?;
    let times = steps.run("measuring", || {
        let mut times = Times::new();
        for _ in 0..ROUNDS {
            let mut ours = native.command(&["bench"]);
            ours.args([folder.join("draft.json"), folder.join("sibling.json")]).arg(TODAY);
            add(&mut times, &command::output(&mut ours)?, "native")?;
            add(&mut times, &command::output(&mut script("round", wasm.module()))?, "")?;
        }
        Ok(times)
    })?;
    print(&times);
    ensure!(lookups >= MIN_LOOKUPS, "{lookups} look-ups of postcodes a second, fewer than {MIN_LOOKUPS}");
    for (side, most) in MAX_RATIOS {
        let ratio = ratio(&times, side, "full check").context("no full check was measured")?;
        ensure!(ratio <= most, "a full check takes {ratio:.2} of zod's time in {side}, more than {most}");
    }
    browser(steps)?;
    steps.run("load", || command::run(&mut tools.cargo(&["bench", "--package", "nss-server", "--bench", "load"]), 30))
}

/// The measurements in the browser (`tests/stories/keys.rs`, `tests/stories/first_load.rs`), one after the other, on the
/// page and the server that `run` builds.
fn browser(steps: &mut Steps) -> Result<()> {
    let tools = steps.run("browser: set-up", Tools::for_test)?;
    page::build(steps, &tools)?;
    let program = steps.run("browser: server", || server::build(&tools))?;
    steps.run("keys and first load in the browser", || {
        let mut stories = tools.cargo(&["test", "--package", "nss-tests", "--test", "stories", "--"]);
        stories.args(["--ignored", "--nocapture", "--test-threads=1", "keys::", "first_load::"]);
        stories.env("NSS_BIN", &program).env("NSS_CHROMEDRIVER", "chromedriver").env("NSS_AXE", tools::axe());
        command::run(&mut stories, 20)
    })
}

/// Builds and runs `core/examples/look_ups.rs`.
fn lookups(tools: &Tools) -> Result<u32> {
    let args = ["build", "--release", "--package", "nss-core", "--example", "look_ups"];
    command::run(&mut tools.cargo(&args), 30)?;
    let mut example = Command::new(paths::target().join("release/examples/look_ups"));
    let printed = command::output(example.arg(paths::root().join("core/data/postcodes.txt.br")))?;
    printed.trim().parse().with_context(|| printed.clone())
}

/// Adds lines of `side TAB measure TAB microseconds`. Lines have no first column when `side` is given.
fn add(times: &mut Times, lines: &str, side: &str) -> Result<()> {
    for line in lines.lines() {
        let line = if side.is_empty() { line.to_owned() } else { format!("{side}\t{line}") };
        let mut parts = line.split('\t').map(str::to_owned);
        let (Some(side), Some(measure), Some(micros)) = (parts.next(), parts.next(), parts.next()) else { continue };
        times.entry((side, measure)).or_default().push(micros.parse().with_context(|| line.clone())?);
    }
    Ok(())
}

fn median(times: &Times, side: &str, measure: &str) -> Option<f64> {
    let mut all = times.get(&(side.to_owned(), measure.to_owned()))?.clone();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied()
}

fn ratio(times: &Times, side: &str, measure: &str) -> Option<f64> {
    Some(median(times, side, measure)? / median(times, "zod", measure)?)
}

fn print(times: &Times) {
    let cell = |number: Option<f64>| number.map_or_else(|| "–".to_owned(), |number| format!("{number:.2}"));
    println!("\nmedians of {ROUNDS} rounds, µs; one office, 100 user codes with an ID each, 20 lines");
    println!("{:<14}{:>10}{:>10}{:>8}{:>10}{:>8}", "", "zod", "native", "/zod", "wasm", "/zod");
    for measure in MEASURES {
        let of = |side| cell(median(times, side, measure));
        let part = |side| cell(ratio(times, side, measure));
        println!(
            "{measure:<14}{:>10}{:>10}{:>8}{:>10}{:>8}",
            of("zod"),
            of("native"),
            part("native"),
            of("wasm"),
            part("wasm")
        );
    }
    println!("of a full check at most: native {}, wasm {} of zod's time", MAX_RATIOS[0].1, MAX_RATIOS[1].1);
    println!("zod's wire is the nested draft in JSON, without rows, ids and what is unplaced");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_of_medians() {
        let mut times = Times::new();
        add(&mut times, "zod\tmerge\t10\nzod\tmerge\t90\nzod\tmerge\t20", "").unwrap();
        add(&mut times, "merge\t5", "native").unwrap();
        assert_eq!(ratio(&times, "native", "merge"), Some(0.25));
        assert_eq!(ratio(&times, "wasm", "merge"), None);
    }
}
