//! Prints the name and the minutes of each step, and a table of all steps at the end.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::command::TestCounts;

/// The finished steps of one verb, in order, and the sum of their tests.
pub(crate) struct Steps {
    done: Vec<(String, Duration)>,
    tests: TestCounts,
}

impl Steps {
    /// Starts without a step.
    pub(crate) fn new() -> Steps {
        Steps { done: Vec::new(), tests: TestCounts::default() }
    }

    /// Runs one step; its name becomes the context of its error.
    pub(crate) fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n── {name}");
        let start = Instant::now();
        let done = work().with_context(|| name.to_owned());
        self.done.push((name.to_owned(), start.elapsed()));
        println!("── {name}: {} min{}", minutes(start.elapsed()), if done.is_ok() { "" } else { ", failed" });
        done
    }

    /// Runs one step of tests. Failed tests become an error after all tests of the step are counted.
    pub(crate) fn tests(&mut self, name: &str, work: impl FnOnce() -> Result<TestCounts>) -> Result<()> {
        let counted = self.run(name, work)?;
        self.tests.passed += counted.passed;
        self.tests.failed += counted.failed;
        counted.ensure_success().with_context(|| name.to_owned())
    }

    /// Prints the table of minutes when there was more than one step, and the sum of cargo's summaries.
    pub(crate) fn print_summary(&mut self) {
        if self.done.len() > 1 {
            println!("\nminutes  step");
            for (name, time) in &self.done {
                println!("{:>7}  {name}", minutes(*time));
            }
            println!("{:>7}  in all", minutes(self.done.iter().map(|(_, time)| *time).sum()));
            self.done.clear();
        }
        let TestCounts { passed, failed, .. } = self.tests;
        if passed + failed > 0 {
            println!("\n{passed} passed, {failed} failed");
        }
    }
}

fn minutes(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() / 60.0)
}
