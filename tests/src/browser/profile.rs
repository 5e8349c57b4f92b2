//! A browser profile on the disk, which survives a killed browser.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail, ensure};

use super::{POLL_INTERVAL, TIMEOUT};

/// A profile folder. It is unique, so every process that names it in its command line belongs to the story.
#[derive(Debug)]
pub struct Profile(PathBuf);

impl Profile {
    pub(super) const fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The browser's command line flag for this profile.
    pub(super) fn flag(&self) -> String {
        format!("--user-data-dir={}", self.0.display())
    }

    /// Kills the browser on this profile with SIGKILL, and returns when none of its processes is left.
    pub async fn kill_browser(&self) -> Result<()> {
        for number in browsers(&self.processes()?) {
            ensure!(Command::new("kill").args(["-9", number]).status()?.success(), "kill -9 {number}");
        }
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
            poll.tick().await;
            if self.processes()?.is_empty() {
                return Ok(());
            }
        }
        bail!("the browser still runs: {:?}", self.processes()?)
    }

    /// The processes that use this profile: number and command line.
    fn processes(&self) -> Result<Vec<(String, String)>> {
        let flag = self.flag();
        processes(|word| word == flag)
    }
}

/// Kills every browser on a profile in `folder`. A story that failed has not closed its own, and a browser outlives its
/// driver.
pub(super) fn kill_browsers_in(folder: &Path) {
    let flag = format!("--user-data-dir={}/", folder.display());
    let Ok(running) = processes(|word| word.starts_with(&flag)) else { return };
    for number in browsers(&running) {
        // It may have ended by itself.
        let _ = Command::new("kill").args(["-9", number]).stderr(Stdio::null()).status();
    }
}

/// The numbers of the browsers themselves: their child processes have a `--type=` flag, and end with them.
fn browsers(processes: &[(String, String)]) -> impl Iterator<Item = &str> {
    processes.iter().filter(|(_, line)| !line.contains("--type=")).map(|(number, _)| number.as_str())
}

/// The processes with such a word in their command line: number and command line.
fn processes(has: impl Fn(&str) -> bool) -> Result<Vec<(String, String)>> {
    let all = Command::new("ps").args(["-axww", "-o", "pid=,stat=,args="]).output()?.stdout;
    let ours = |line: &str| {
        let (number, rest) = line.trim_start().split_once(' ')?;
        let (state, line) = rest.trim_start().split_once(' ')?;
        let runs = !state.starts_with('Z') && line.split(' ').any(&has);
        runs.then(|| (number.to_owned(), line.to_owned()))
    };
    Ok(String::from_utf8_lossy(&all).lines().filter_map(ours).collect())
}
