//! Waiting.

use std::time::Duration;

/// Waits.
pub async fn sleep(duration: Duration) {
    gloo_timers::future::sleep(duration).await;
}

/// Runs `task` after `delay`; it cannot be cancelled, so `task` checks by itself whether it is still wanted. Without a browser
/// it never runs.
pub fn run_after(delay: Duration, task: impl FnOnce() + 'static) {
    if cfg!(feature = "ssr") {
        return;
    }
    let task: Box<dyn FnOnce()> = Box::new(task);
    gloo_timers::callback::Timeout::new(u32::try_from(delay.as_millis()).unwrap_or(u32::MAX), task).forget();
}
