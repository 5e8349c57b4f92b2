//! `cargo bench -p nss-server`: 登録 per second against a bare handler, autosave with 200 users, and the memory of the
//! process.
//!
//! Both servers are processes of their own on SQLite files in one folder; the same client sends to them in turn.

mod load {
    pub(crate) mod bare;
    pub(crate) mod client;
    pub(crate) mod crowd;
    pub(crate) mod process;
}

use std::env;
use std::time::Duration;

use load::client::Asked;
use load::crowd::{Crowd, User};
use load::process::Process;
use load::{bare, client};

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Rounds, the two servers in turn; the medians are printed.
const ROUNDS: usize = 7;
/// 登録 in one round.
const SUBMISSIONS: usize = 400;
/// Parallel requests of 登録; each number is measured by itself.
const AT_ONCE: [usize; 3] = [16, 50, 200];
/// Applicants who type at the same time.
const TYPISTS: usize = 200;
/// Duration of the autosave measurement; each applicant saves once a second.
const TYPING: Duration = Duration::from_secs(20);

/// That of the server, so that the bare handler has it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = env::args().collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match arguments.get(1).map(String::as_str) {
        Some("bare") => runtime.block_on(bare::serve(&arguments[2])),
        _ => runtime.block_on(measure()),
    }
}

async fn measure() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let crowd = Crowd::gather(folder.path(), AT_ONCE.len() * ROUNDS * SUBMISSIONS + TYPISTS).await?;
    let nss = Process::nss(folder.path()).await?;
    let bare = Process::bare(folder.path()).await?;

    let (typists, applicants) = crowd.users.split_at(TYPISTS);
    println!("\nSQLite in WAL with synchronous=FULL; {ROUNDS} rounds of {SUBMISSIONS}; medians, per second");
    println!("{:<16}{:>10}{:>10}{:>10}   (at least 0.70)", "at once", "登録", "bare", "ratio");
    for (at_once, applicants) in AT_ONCE.into_iter().zip(applicants.chunks(ROUNDS * SUBMISSIONS)) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in applicants.chunks(SUBMISSIONS) {
            ours.push(per_second(&nss, at_once, round, User::registers).await?);
            let insert = |_: &User| Asked::post("/insert", crowd.submission.clone());
            theirs.push(per_second(&bare, at_once, round, insert).await?);
        }
        let (ours, theirs) = (median(ours), median(theirs));
        println!("{at_once:<16}{ours:>12.0}{theirs:>10.0}{:>10.2}", ours / theirs);
    }
    let saves = client::save_for(&nss, typists, &crowd.draft, TYPING).await?;
    println!("{:<44}{:>10}", format!("autosave, {TYPISTS} users: saves"), saves.len());
    for (name, part) in [("p50", 500), ("p99", 990), ("p99.9", 999)] {
        println!("{:<44}{:>10}", format!("  {name}, ms"), format!("{:.1}", percentile(&saves, part)));
    }
    println!("{:<44}{:>10}   (under 100)", "resident memory at its highest, MB", nss.peak_megabytes()?);
    Ok(())
}

/// Requests per second.
async fn per_second(
    server: &Process,
    at_once: usize,
    users: &[User],
    ask: impl Fn(&User) -> Asked,
) -> Result<f64, Failed> {
    let asked: Vec<Asked> = users.iter().map(ask).collect();
    let took = client::ask_all(server, asked, at_once).await?;
    Ok(f64::from(u32::try_from(users.len())?) / took.as_secs_f64())
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// In milliseconds; `part` of a thousand are not slower.
fn percentile(sorted: &[Duration], part: usize) -> f64 {
    sorted[(sorted.len() - 1) * part / 1000].as_secs_f64() * 1000.0
}
