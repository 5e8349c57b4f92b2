//! The times of a session: how long it lasts, and how often its last activity is written.

/// Milliseconds after which a session ends in any case: 12 hours.
const MAX_AGE_MILLIS: i64 = 12 * 3600 * 1000;
/// Milliseconds between two writes of the last activity.
const TOUCH_INTERVAL_MILLIS: i64 = 30_000;

/// The times of the sessions of one kind.
#[derive(Clone, Copy, Debug)]
pub struct SessionTimes {
    idle_millis: i64,
}

impl SessionTimes {
    /// Sessions that end after so many idle seconds.
    pub fn new(idle_seconds: u32) -> Self {
        Self { idle_millis: i64::from(idle_seconds) * 1000 }
    }

    /// The end without further activity.
    pub fn ends_at(self, created_at: i64, seen_at: i64) -> i64 {
        Ord::min(seen_at + self.idle_millis, created_at + MAX_AGE_MILLIS)
    }

    /// At `now`: sessions seen last at the first instant or begun at the second one, or earlier, have ended.
    pub const fn ended_by(self, now: i64) -> (i64, i64) {
        (now - self.idle_millis, now - MAX_AGE_MILLIS)
    }

    /// Whether the last activity was written half a minute ago, or by a clock that ran ahead.
    pub fn is_stale(seen_at: i64, now: i64) -> bool {
        !(seen_at..seen_at + TOUCH_INTERVAL_MILLIS).contains(&now)
    }
}
