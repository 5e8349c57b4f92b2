//! Measures core natively: one line for each measure, its name and the microseconds of one run.

use std::fs;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use nss_parity::held::Held;

/// The duration of each measure.
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

/// The time of a run at the fastest tenth, in microseconds: it excludes other work of the machine, equally for all
/// builds.
fn micros(mut work: impl FnMut() -> u32) -> f64 {
    let mut batch = 1;
    while time(batch, &mut work) < 100.0 && batch < 4096 {
        batch *= 2;
    }
    let start = Instant::now();
    let mut times = Vec::new();
    while start.elapsed() < TIME {
        times.push(time(batch, &mut work) / f64::from(batch));
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 10]
}

fn time(batch: u32, work: &mut impl FnMut() -> u32) -> f64 {
    let start = Instant::now();
    for _ in 0..batch {
        black_box(work());
    }
    start.elapsed().as_secs_f64() * 1e6
}
