//! The only place that asks the time.

use std::{
    fs, io,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use nss_core::{account::provisional::JST, api::Instant};

/// A day of the clock.
pub const DAY_MILLIS: i64 = 24 * 3600 * 1000;

/// A source of the time. A clone shows the same time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system clock.
    System,
    /// Development: a file with an instant (RFC 3339), from which the clock runs on since the file was written. It is
    /// read at every use, so that a story jumps over 48 hours without a restart. Without a readable file: the system
    /// clock.
    File(PathBuf),
    /// Tests: does not run; the test sets it.
    Fixed(FixedClock),
}

/// A clock that a test sets.
#[derive(Clone, Debug)]
pub struct FixedClock {
    at: Arc<Mutex<Instant>>,
    waited: Arc<AtomicU64>,
}

impl FixedClock {
    /// Stands at `at`.
    pub fn at(at: Instant) -> Self {
        Self { at: Arc::new(Mutex::new(at)), waited: Arc::default() }
    }

    /// Moves to `at`.
    pub fn set(&self, at: Instant) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    /// Moves ahead by `seconds`.
    pub fn pass(&self, seconds: i64) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) += TimeDelta::seconds(seconds);
    }

    /// The sum of all waits, in seconds.
    pub fn waited(&self) -> u64 {
        self.waited.load(Ordering::SeqCst)
    }
}

impl Clock {
    /// This instant, in JST, to the millisecond.
    pub fn now(&self) -> Instant {
        let now = match self {
            Self::System => machine(),
            Self::File(path) => file(path).unwrap_or_else(|_| machine()),
            Self::Fixed(fixed) => *fixed.at.lock().unwrap_or_else(PoisonError::into_inner),
        };
        now.trunc_subsecs(3)
    }

    /// Sleeps; a fixed clock only adds up the seconds.
    pub async fn wait(&self, seconds: u32) {
        match self {
            Self::System | Self::File(_) => tokio::time::sleep(Duration::from_secs(seconds.into())).await,
            Self::Fixed(fixed) => drop(fixed.waited.fetch_add(seconds.into(), Ordering::SeqCst)),
        }
    }
}

fn machine() -> Instant {
    DateTime::<Utc>::from(SystemTime::now()).with_timezone(&JST)
}

fn file(path: &PathBuf) -> io::Result<Instant> {
    let text = fs::read_to_string(path)?;
    let since = fs::metadata(path)?.modified()?;
    let start = DateTime::parse_from_rfc3339(text.trim()).map_err(io::Error::other)?;
    let run = SystemTime::now().duration_since(since).unwrap_or_default();
    Ok(start.with_timezone(&JST) + TimeDelta::from_std(run).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use chrono::{DateTime, TimeDelta};

    #[test]
    fn a_file_sets_the_clock_each_time_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clock");
        let clock = Clock::File(path.clone());
        for start in ["2031-01-01T00:00:00+09:00", "2019-11-01T09:00:00+09:00"] {
            std::fs::write(&path, start).unwrap();
            let start = DateTime::parse_from_rfc3339(start).unwrap();
            let now = clock.now();
            assert!(now >= start && now < start + TimeDelta::hours(1), "{now}");
        }
    }

    #[test]
    fn without_a_file_it_is_the_machines_time() {
        let clock = Clock::File("there/is/no/such/file".into());
        assert!((clock.now() - Clock::System.now()).abs() < TimeDelta::minutes(1));
    }
}
