//! `cargo xtask parity`: checks the same drafts with the native and the wasm build of core and compares the bytes of both results.

pub(crate) mod sides;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::command::Running;
use crate::step::Steps;
use crate::tools::Tools;
use crate::{command, paths};
use sides::{Native, Wasm};

/// Default seed of the generated drafts.
pub(crate) const SEED: u64 = 2;
/// Cases that are generated, judged and compared at a time: about ten megabytes.
const BLOCK: u32 = 2_000;
/// Cases that suffice to find the mutated table.
const MUTANT_CASES: u32 = 1_000;
/// Time limit of one side for a block, in minutes.
const MINUTES: u64 = 10;
/// Differences that are printed in full.
const MAX_SHOWN: usize = 3;

/// Runs the verb: installs missing tools, then compares.
pub(crate) fn parity(steps: &mut Steps, cases: u32, seed: u64) -> Result<()> {
    let tools = steps.run("set-up", Tools::for_test)?;
    compare(steps, &tools, cases, seed)
}

/// Checks that the comparison finds a mutated table, then compares `cases` drafts.
pub(crate) fn compare(steps: &mut Steps, tools: &Tools, cases: u32, seed: u64) -> Result<()> {
    // All builds come first, so that they have the same sources even if someone edits these meanwhile.
    let (native, wasm, mutant) = steps.run("parity: core built natively, for the browser, and mutated", || {
        Ok((Native::build(tools)?, Wasm::build(tools)?, Wasm::build_mutant(tools)?))
    })?;
    steps.run("parity: one cell of one table mutated on one side", || {
        let found = differences(&native, &mutant, MUTANT_CASES, seed)?;
        found.print();
        ensure!(found.count > 0, "a mutated table was not found");
        ensure!(native.rules()? != mutant.rules()?, "mutated sources have the same hash");
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

/// The result of a comparison.
struct Comparison {
    cases: u32,
    submitted: usize,
    unreadable: usize,
    count: usize,
    shown: Vec<String>,
    rules: [String; 2],
    time: Duration,
}

impl Comparison {
    fn print(&self) {
        let Comparison { cases, submitted, unreadable, count, rules: [native, wasm], .. } = self;
        println!("cases        {cases} ({submitted} could be submitted, {unreadable} could not be read)");
        println!("differences  {count}");
        println!("rules        native {native}, wasm {wasm}");
        println!("seconds      {:.1}", self.time.as_secs_f64());
        for difference in &self.shown {
            println!("{difference}");
        }
    }
}

fn differences(native: &Native, wasm: &Wasm, cases: u32, seed: u64) -> Result<Comparison> {
    let start = Instant::now();
    let folder = paths::generated("parity");
    let [cases_file, ours, theirs] = ["cases.jsonl", "native.jsonl", "wasm.jsonl"].map(|name| folder.join(name));
    let rules = [native.rules()?, wasm.rules()?];
    let mut found =
        Comparison { cases, submitted: 0, unreadable: 0, count: 0, shown: Vec::new(), rules, time: Duration::ZERO };
    for from in (0..cases).step_by(BLOCK as usize) {
        command::run(&mut native.generate(seed, from, BLOCK.min(cases - from), &cases_file), MINUTES)?;
        let mut judges = [
            Running::start(&mut native.judge(&cases_file, &ours))?,
            Running::start(&mut wasm.judge(&cases_file, &theirs))?,
        ];
        for judge in &mut judges {
            ensure!(judge.wait(Duration::from_secs(MINUTES * 60))?.success(), "a judge failed");
        }
        count(&mut found, from, BLOCK.min(cases - from), &ours, &theirs)?;
    }
    found.time = start.elapsed();
    Ok(found)
}

fn count(found: &mut Comparison, from: u32, cases: u32, ours: &Path, theirs: &Path) -> Result<()> {
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
        if found.shown.len() < MAX_SHOWN {
            found.shown.push(format!(
                "case {case}\n  native {}\n  wasm   {}",
                around(native, wasm),
                around(wasm, native)
            ));
        }
    }
    Ok(())
}

/// The part of a line around the first byte that differs from the other line.
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
