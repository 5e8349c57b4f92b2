//! Runs other programs with a time limit, and ends them and their children with xtask.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

/// The running programs, each the leader of a process group.
static RUNNING: Mutex<Vec<Pid>> = Mutex::new(Vec::new());
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Time between SIGTERM and SIGKILL.
const GRACE_PERIOD: Duration = Duration::from_secs(10);

/// Forwards Ctrl-C and SIGTERM to the running programs, so that xtask ends after them and can clean up.
pub(crate) fn stop_on_signal() -> Result<()> {
    ctrlc::set_handler(|| {
        STOPPED.store(true, Ordering::SeqCst);
        if let Ok(running) = RUNNING.lock() {
            for group in running.iter() {
                let _ = killpg(*group, Signal::SIGTERM);
            }
        }
    })
    .context("watching for Ctrl-C")
}

/// Whether Ctrl-C or SIGTERM has arrived.
pub(crate) fn is_stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

/// A running program. Dropping it ends the program and its process group.
pub(crate) struct Running {
    child: Child,
    group: Pid,
    name: String,
}

impl Running {
    /// Starts it in a process group of its own.
    pub(crate) fn start(command: &mut Command) -> Result<Running> {
        ensure!(!is_stopped(), "stopped");
        let name = format!("{} {}", command.get_program().display(), args(command));
        let child = command.stdin(Stdio::null()).process_group(0).spawn().with_context(|| name.clone())?;
        let group = Pid::from_raw(i32::try_from(child.id())?);
        RUNNING.lock().map_err(|_| anyhow::anyhow!("a thread panicked"))?.push(group);
        Ok(Running { child, group, name })
    }

    /// Its exit status, if it has ended.
    pub(crate) fn try_wait(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits for its end; fails after `limit`.
    pub(crate) fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.try_wait()? {
                return Ok(status);
            }
            ensure!(start.elapsed() < limit, "{}: not done after {} minutes", self.name, limit.as_secs() / 60);
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.try_wait(), Ok(None)) {
            let _ = killpg(self.group, Signal::SIGTERM);
            let _ = self.wait(GRACE_PERIOD);
            // Ends a program that ignored SIGTERM, and its children.
            let _ = killpg(self.group, Signal::SIGKILL);
            let _ = self.child.wait();
        }
        if let Ok(mut running) = RUNNING.lock() {
            running.retain(|group| *group != self.group);
        }
    }
}

fn args(command: &Command) -> String {
    command.get_args().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Runs a program to its end; fails after `minutes`, and when the program fails.
pub(crate) fn run(command: &mut Command, minutes: u64) -> Result<()> {
    let mut running = Running::start(command)?;
    let status = running.wait(Duration::from_secs(minutes * 60))?;
    if !status.success() {
        bail!("{} ended with {status}", running.name);
    }
    Ok(())
}

/// Runs a program and returns its trimmed output; fails when the program fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| command.get_program().display().to_string())?;
    ensure!(output.status.success(), "{}: {}", args(command), String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The sum of cargo's summary lines of one run.
#[derive(Default)]
pub(crate) struct TestCounts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    succeeded: bool,
}

impl TestCounts {
    /// Fails when cargo failed.
    pub(crate) fn ensure_success(&self) -> Result<()> {
        ensure!(self.succeeded, "{} of {} tests failed", self.failed, self.passed + self.failed);
        Ok(())
    }
}

/// Runs `cargo test …`, prints its output, and adds up its summary lines.
pub(crate) fn run_tests(command: &mut Command, minutes: u64) -> Result<TestCounts> {
    let mut running = Running::start(command.stdout(Stdio::piped()))?;
    let output = running.child.stdout.take().context("the output is a pipe")?;
    let reader = thread::spawn(move || {
        let mut counted = TestCounts::default();
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            add(&line, &mut counted);
        }
        counted
    });
    let status = running.wait(Duration::from_secs(minutes * 60));
    drop(running); // closes the pipe, also after the limit
    let mut counted = reader.join().map_err(|_| anyhow::anyhow!("reading the tests' output"))?;
    counted.succeeded = status?.success();
    Ok(counted)
}

/// Adds a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
fn add(line: &str, counted: &mut TestCounts) {
    let Some((_, rest)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else { return };
    for part in rest.split("; ") {
        match part.split_once(' ') {
            Some((number, "passed")) => counted.passed += number.parse::<u32>().unwrap_or(0),
            Some((number, "failed")) => counted.failed += number.parse::<u32>().unwrap_or(0),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_lines_of_cargo_are_added_up() {
        let mut counted = TestCounts::default();
        add("running 3 tests", &mut counted);
        add(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            &mut counted,
        );
        add(
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s",
            &mut counted,
        );
        assert_eq!((counted.passed, counted.failed), (14, 1));
    }

    #[test]
    fn a_program_that_exceeds_its_limit_is_killed_when_dropped() {
        let mut running = Running::start(Command::new("sleep").arg("600")).unwrap();
        assert!(running.wait(Duration::ZERO).is_err());
        let group = running.group;
        drop(running);
        assert!(killpg(group, None).is_err(), "nothing of it runs any more");
    }
}
