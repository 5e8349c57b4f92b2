//! The back-off of the mail server and of each recipients' domain, in the memory of one process. A domain that hangs or
//! refuses does not delay the mails to others; a server that is away is tried with one mail at a time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Semaphore;

/// Mails that are sent to one domain at the same time.
const MAX_PER_DOMAIN: usize = 2;
/// Failures in a row before a domain is paused; a timeout counts as so many.
const MAX_FAILURES: u32 = 3;
/// The first pause of a domain; each further failure doubles it, up to 16 minutes.
const DOMAIN_PAUSE_MILLIS: i64 = 30_000;
const DOMAIN_DOUBLINGS: u32 = 5;
/// The first pause of the server; each further failure doubles it, up to five minutes.
const SERVER_PAUSE_MILLIS: i64 = 5_000;
const SERVER_DOUBLINGS: u32 = 6;
/// Domains that are remembered; beyond that, those without a failure are forgotten.
const MAX_DOMAINS: usize = 1000;

/// All pauses.
#[derive(Debug, Default)]
pub(super) struct Pauses {
    server: Mutex<Pause>,
    domains: Mutex<HashMap<String, Domain>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Pause {
    failures: u32,
    until: i64,
}

#[derive(Debug)]
struct Domain {
    turns: Arc<Semaphore>,
    pause: Pause,
}

/// A failure of a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// A reply: it took no time.
    Reply,
    /// No reply in time.
    Timeout,
}

/// Whether the mail server takes mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Server {
    /// It answered the last time.
    Ready,
    /// It failed; the pause is over, and one mail tries it.
    Suspect,
    /// It failed, and nothing tries it yet.
    Paused,
}

impl Pauses {
    /// The server's state at `now`.
    pub(super) fn server(&self, now: i64) -> Server {
        match *lock(&self.server) {
            Pause { failures: 0, .. } => Server::Ready,
            Pause { until, .. } if now < until => Server::Paused,
            _ => Server::Suspect,
        }
    }

    /// Notes that the server failed; returns the milliseconds of the pause that begins. None if one has begun already:
    /// several mails were under way.
    pub(super) fn server_failed(&self, now: i64) -> Option<i64> {
        let mut server = lock(&self.server);
        if now < server.until {
            return None;
        }
        let pause = SERVER_PAUSE_MILLIS << server.failures.min(SERVER_DOUBLINGS);
        *server = Pause { failures: server.failures + 1, until: now + pause };
        Some(pause)
    }

    /// Notes that the server answered; returns whether it had failed before.
    pub(super) fn server_answered(&self) -> bool {
        std::mem::take(&mut *lock(&self.server)).failures > 0
    }

    /// The turns of a domain.
    pub(super) fn turns(&self, domain: &str) -> Arc<Semaphore> {
        let mut domains = lock(&self.domains);
        if domains.len() >= MAX_DOMAINS {
            domains.retain(|_, domain| domain.pause.failures > 0 || Arc::strong_count(&domain.turns) > 1);
        }
        let new = || Domain { turns: Arc::new(Semaphore::new(MAX_PER_DOMAIN)), pause: Pause::default() };
        Arc::clone(&domains.entry(domain.to_owned()).or_insert_with(new).turns)
    }

    /// Whether nothing is sent to the domain at `now`.
    pub(super) fn is_paused(&self, domain: &str, now: i64) -> bool {
        lock(&self.domains).get(domain).is_some_and(|domain| now < domain.pause.until)
    }

    /// Notes that the domain took a mail, or refused a recipient for good.
    pub(super) fn domain_answered(&self, domain: &str) {
        if let Some(domain) = lock(&self.domains).get_mut(domain) {
            domain.pause = Pause::default();
        }
    }

    /// Notes a failure of the domain.
    pub(super) fn domain_failed(&self, domain: &str, failure: Failure, now: i64) {
        let mut domains = lock(&self.domains);
        let Some(Domain { pause, .. }) = domains.get_mut(domain) else { return };
        pause.failures = pause.failures.saturating_add(if failure == Failure::Timeout { MAX_FAILURES } else { 1 });
        if let Some(beyond) = pause.failures.checked_sub(MAX_FAILURES) {
            pause.until = now + (DOMAIN_PAUSE_MILLIS << beyond.min(DOMAIN_DOUBLINGS));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{Failure, Pauses, Server};

    #[test]
    fn the_pauses_of_the_server_grow_to_five_minutes_and_end_with_an_answer() {
        let (pauses, mut now, mut waits) = (Pauses::default(), 0, Vec::new());
        assert!(!pauses.server_answered() && pauses.server(now) == Server::Ready);
        for _ in 0..8 {
            let pause = pauses.server_failed(now).unwrap();
            assert_eq!(pauses.server_failed(now), None, "another mail that was under way");
            assert_eq!(pauses.server(now + pause - 1), Server::Paused);
            now += pause;
            assert_eq!(pauses.server(now), Server::Suspect);
            waits.push(pause / 1000);
        }
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 320]);
        assert!(pauses.server_answered() && pauses.server(now) == Server::Ready);
    }

    #[test]
    fn a_domain_is_paused_by_one_timeout_or_by_three_refusals_in_a_row() {
        let pauses = Pauses::default();
        for domain in ["hangs.example", "refuses.example", "well.example"] {
            pauses.turns(domain);
        }
        pauses.domain_failed("hangs.example", Failure::Timeout, 0);
        assert!(pauses.is_paused("hangs.example", 29_999) && !pauses.is_paused("hangs.example", 30_000));
        for failures in 1..=4 {
            pauses.domain_failed("refuses.example", Failure::Reply, 0);
            assert_eq!(pauses.is_paused("refuses.example", 0), failures >= 3, "{failures}");
        }
        assert!(pauses.is_paused("refuses.example", 59_999), "the fourth doubles the pause");
        assert!(!pauses.is_paused("well.example", 0));
        pauses.domain_answered("refuses.example");
        assert!(!pauses.is_paused("refuses.example", 0));
    }
}
