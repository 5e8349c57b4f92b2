//! Reports of the browsers' content policy (F114): anybody may send them, so the log takes a sample.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::Value;

use crate::{clock::Clock, store::millis};

/// Reports that development keeps, for the stories.
const MAX_REPORTS: usize = 100;
/// Bytes of a report that are kept.
const MAX_BYTES: usize = 8 * 1024;
/// Milliseconds after which the count begins anew.
const WINDOW_MILLIS: i64 = 3_600_000;
/// Most letters of a directive of the policy.
const MAX_DIRECTIVE: usize = 32;

/// The reports of one process. A clone is the same.
#[derive(Clone, Debug)]
pub struct CspReports {
    clock: Clock,
    keeps: bool,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    kept: VecDeque<String>,
    count: u64,
    since: i64,
}

impl CspReports {
    /// Counts by that clock, and keeps the reports if it is to do so.
    pub fn new(clock: Clock, keeps: bool) -> Self {
        Self { clock, keeps, state: Arc::default() }
    }

    /// Takes a report. The log gets the 1st, 2nd, 4th, 8th … of an hour, and of each only the directive: addresses in
    /// it may be personal.
    pub fn take(&self, report: &[u8]) {
        let count = self.count(report);
        if is_logged(count) {
            tracing::warn!(directive = directive(report), in_this_hour = count, "content policy report");
        }
    }

    /// The reports of this hour, with this one.
    fn count(&self, report: &[u8]) -> u64 {
        let now = millis(self.clock.now());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !(state.since..state.since + WINDOW_MILLIS).contains(&now) {
            (state.since, state.count) = (now, 0);
        }
        state.count += 1;
        if self.keeps {
            state.kept.push_back(String::from_utf8_lossy(&report[..report.len().min(MAX_BYTES)]).into_owned());
            if state.kept.len() > MAX_REPORTS {
                state.kept.pop_front();
            }
        }
        state.count
    }

    /// The kept reports, oldest first.
    pub fn kept(&self) -> Vec<String> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).kept.iter().cloned().collect()
    }
}

const fn is_logged(count: u64) -> bool {
    count.is_power_of_two()
}

/// The directive that was broken, if the report names one.
fn directive(report: &[u8]) -> String {
    let report: Value = serde_json::from_slice(report).unwrap_or_default();
    let named = ["effective-directive", "violated-directive"].map(|name| report["csp-report"][name].as_str());
    let is_directive =
        |text: &&str| text.len() <= MAX_DIRECTIVE && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    named.into_iter().flatten().find(is_directive).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::{CspReports, directive, is_logged};
    use crate::clock::{Clock, FixedClock};

    #[test]
    fn a_flood_of_reports_gives_a_few_lines_an_hour() {
        let clock = FixedClock::at(DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap());
        let reports = CspReports::new(Clock::Fixed(clock.clone()), true);
        let logged = || (0..1000).filter(|_| is_logged(reports.count(b"{}"))).count();
        assert_eq!(logged(), 10);
        assert_eq!(logged(), 1);
        clock.pass(3600);
        assert_eq!(logged(), 10, "the next hour");
        clock.pass(-7200);
        assert_eq!(logged(), 10, "a clock that was set back");
        assert_eq!(reports.kept().len(), 100);
    }

    #[test]
    fn only_the_directive_of_a_report_is_logged() {
        let report = |name: &str, value: &str| format!(r#"{{"csp-report":{{"{name}":"{value}"}}}}"#);
        assert_eq!(directive(report("effective-directive", "img-src").as_bytes()), "img-src");
        assert_eq!(directive(report("violated-directive", "style-src").as_bytes()), "style-src");
        for other in [report("violated-directive", "img-src https://x"), report("blocked-uri", "a"), "\u{0}".to_owned()]
        {
            assert_eq!(directive(other.as_bytes()), "");
        }
    }
}
