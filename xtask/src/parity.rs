//! `cargo xtask parity`: the same drafts through the native and the wasm build of core, and the bytes of what both say compared.

mod altered;
pub(crate) mod sides;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::command::Running;
use crate::step::Steps;
use crate::tools::Tools;
use crate::{command, place};
use sides::{Native, Wasm};

/// The drafts that are drawn unless another seed is given.
pub(crate) const SEED: u64 = 2;
/// Cases that are drawn, judged and compared at a time: some ten megabytes.
const BLOCK: u32 = 2_000;
/// Cases that show that an altered table is found.
const ALTERED_CASES: u32 = 1_000;
/// Minutes that one side may take for a block.
const MINUTES: u64 = 10;
/// Differences that are shown.
const SHOWN: usize = 3;

/// The verb: gets the tools, then compares.
pub(crate) fn parity(steps: &mut Steps, cases: u32, seed: u64) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_test)?;
    compare(steps, &tools, cases, seed)
}

/// Shows that one altered cell of one table is found; then compares on so many drafts.
pub(crate) fn compare(steps: &mut Steps, tools: &Tools, cases: u32, seed: u64) -> Result<()> {
    // All builds first: they are to be of the same sources, whoever edits these meanwhile.
    let (native, wasm, altered) = steps.run("parity: core built natively, for the browser, and altered", || {
        Ok((Native::built(tools)?, Wasm::built(tools)?, altered::wasm(tools)?))
    })?;
    steps.run("parity: one cell of one table altered on one side", || {
        let found = differences(&native, &altered, ALTERED_CASES, seed)?;
        found.print();
        ensure!(found.count > 0, "an altered table was not found");
        ensure!(native.rules()? != altered.rules()?, "altered sources have the same hash");
        Ok(())
    })?;
    steps.run("parity: the same drafts on both sides", || {
        let found = differences(&native, &wasm, cases, seed)?;
        found.print();
        ensure!(native.rules()? == wasm.rules()?, "the two builds were made of different sources");
        ensure!(found.count == 0, "native and wasm differ on {} of {cases} drafts (seed {seed})", found.count);
        Ok(())
    })
}

/// What a comparison found.
struct Found {
    cases: u32,
    submitted: usize,
    unreadable: usize,
    count: usize,
    shown: Vec<String>,
    rules: [String; 2],
    time: Duration,
}

impl Found {
    fn print(&self) {
        let Found { cases, submitted, unreadable, count, rules: [native, wasm], .. } = self;
        println!("cases        {cases} ({submitted} could be submitted, {unreadable} could not be read)");
        println!("differences  {count}");
        println!("rules        native {native}, wasm {wasm}");
        println!("seconds      {:.1}", self.time.as_secs_f64());
        for difference in &self.shown {
            println!("{difference}");
        }
    }
}

fn differences(native: &Native, wasm: &Wasm, cases: u32, seed: u64) -> Result<Found> {
    let start = Instant::now();
    let folder = place::made("parity");
    let [drawn, ours, theirs] = ["cases.jsonl", "native.jsonl", "wasm.jsonl"].map(|name| folder.join(name));
    let rules = [native.rules()?, wasm.rules()?];
    let mut found =
        Found { cases, submitted: 0, unreadable: 0, count: 0, shown: Vec::new(), rules, time: Duration::ZERO };
    for from in (0..cases).step_by(BLOCK as usize) {
        command::must(&mut native.draw(seed, from, BLOCK.min(cases - from), &drawn), MINUTES)?;
        let mut judges =
            [Running::start(&mut native.judge(&drawn, &ours))?, Running::start(&mut wasm.judge(&drawn, &theirs))?];
        for judge in &mut judges {
            ensure!(judge.wait(Duration::from_secs(MINUTES * 60))?.success(), "a judge failed");
        }
        count(&mut found, from, BLOCK.min(cases - from), &ours, &theirs)?;
    }
    found.time = start.elapsed();
    Ok(found)
}

fn count(found: &mut Found, from: u32, cases: u32, ours: &Path, theirs: &Path) -> Result<()> {
    let read = |path: &Path| fs::read_to_string(path).with_context(|| path.display().to_string());
    let (ours, theirs) = (read(ours)?, read(theirs)?);
    ensure!(ours.lines().count() == cases as usize, "not every case was judged");
    ensure!(theirs.lines().count() == cases as usize, "not every case was judged in wasm");
    for (case, (native, wasm)) in (from..).zip(ours.lines().zip(theirs.lines())) {
        found.submitted += usize::from(native.contains("\"submission\":{"));
        found.unreadable += usize::from(native.starts_with('"'));
        if native == wasm {
            continue;
        }
        found.count += 1;
        if found.shown.len() < SHOWN {
            found.shown.push(format!(
                "case {case}\n  native {}\n  wasm   {}",
                around(native, wasm),
                around(wasm, native)
            ));
        }
    }
    Ok(())
}

/// What stands around the first byte in which a line differs from the other.
fn around(line: &str, other: &str) -> String {
    let same = line.bytes().zip(other.bytes()).take_while(|(one, two)| one == two).count();
    let bytes = &line.as_bytes()[same.saturating_sub(60)..line.len().min(same + 120)];
    format!("…{}…", String::from_utf8_lossy(bytes))
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn the_first_difference_is_shown_even_within_a_character() {
        assert_eq!(around("あいう", "あいえ"), "…あいう…");
        assert_eq!(around("a", "ab"), "…a…");
    }
}
