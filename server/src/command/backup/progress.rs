//! Progress on the standard error output: at most a line each second.

use std::time::{Duration, Instant};

/// Shortest time between two lines.
pub const INTERVAL: Duration = Duration::from_secs(1);

/// A count of bytes.
#[derive(Debug)]
pub struct Progress {
    name: &'static str,
    total: u64,
    done: u64,
    shown_at: Instant,
}

impl Progress {
    /// Begins. A total of 0 is unknown.
    pub fn new(name: &'static str, total: u64) -> Self {
        Self { name, total, done: 0, shown_at: Instant::now() }
    }

    /// Adds bytes.
    pub fn add(&mut self, bytes: u64) {
        self.at(self.done + bytes);
    }

    /// Sets the bytes.
    pub fn at(&mut self, done: u64) {
        self.done = done;
        if self.shown_at.elapsed() >= INTERVAL {
            self.show();
            self.shown_at = Instant::now();
        }
    }

    fn show(&self) {
        let (done, total) = (self.done >> 20, self.total >> 20);
        if self.total == 0 {
            eprintln!("{}: {done} MiB", self.name);
        } else {
            eprintln!("{}: {done} of {total} MiB", self.name);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.show();
    }
}
