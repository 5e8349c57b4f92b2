//! Measures core natively: one line for each measure, its name and the microseconds of one run.

use std::fs;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use nss_parity::held::Held;

/// How long each measure runs.
const TIME: Duration = Duration::from_millis(200);

/// Measures on a draft and a sibling of it, both files in the wire form.
pub(crate) fn run(draft: &str, sibling: &str, today: &str) -> io::Result<()> {
    let (draft, sibling) = (fs::read_to_string(draft)?, fs::read_to_string(sibling)?);
    let mut held = Held::read(&draft, &sibling, today).map_err(io::Error::other)?;
    let mut out = io::stdout().lock();
    let mut show = |name: &str, micros: f64| writeln!(out, "{name}\t{micros:.4}");
    show("full check", micros(|| held.check()))?;
    show("one field", micros(|| held.check_field()))?;
    show("set and check", micros(|| held.set_and_check()))?;
    show("read wire", micros(|| Held::read_wire(&draft)))?;
    show("write wire", micros(|| held.write_wire()))?;
    show("merge", micros(|| held.merge()))
}

/// The mean of one run, after a fifth of the time to warm up.
fn micros(mut work: impl FnMut() -> u32) -> f64 {
    let (_, _) = runs(TIME / 5, &mut work);
    let (count, time) = runs(TIME, &mut work);
    time.as_secs_f64() * 1e6 / f64::from(count)
}

fn runs(limit: Duration, work: &mut impl FnMut() -> u32) -> (u32, Duration) {
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < limit {
        for _ in 0..16 {
            black_box(work());
        }
        count += 16;
    }
    (count, start.elapsed())
}
