//! `cargo bench -p nss-server`: 登録 per second against a bare handler, autosave with 200 users alone and beside a flood
//! of log-ins, and the memory of the process, also under stalled bodies; and the review desk over 10,000
//! applications. `-- attack` measures only the flood and the stalled bodies, `-- desk` and perhaps a number of applications
//! only the desk.
//!
//! Both servers are processes of their own on SQLite files in one folder; the same client sends to them in turn.

mod load {
    pub(crate) mod bare;
    pub(crate) mod client;
    pub(crate) mod crowd;
    pub(crate) mod desk;
    pub(crate) mod process;
    pub(crate) mod stalled;
}

use std::env;
use std::time::Duration;

use load::client::Asked;
use load::crowd::{Crowd, User};
use load::process::Process;
use load::{bare, client, stalled};

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

/// Log-ins a second beside the autosaves, each with the right password from an address of its own.
const LOG_INS: u32 = 50;
/// Duration of that flood.
const FLOOD: Duration = Duration::from_mins(1);
/// Clients that stop sending.
const STALLED: usize = 400;

/// Applications on the desk.
const APPLICATIONS: u32 = 10_000;
/// Times that each question is asked.
const LOOKS: usize = 500;

/// That of the server, so that the bare handler has it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = env::args().collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match arguments.get(1).map(String::as_str) {
        Some("bare") => runtime.block_on(bare::serve(&arguments[2])),
        Some("attack") => runtime.block_on(attack()),
        Some("desk") => {
            let count = arguments.get(2).map_or(Ok(APPLICATIONS), |count| count.parse())?;
            runtime.block_on(desk(count))
        }
        _ => runtime.block_on(async {
            measure().await?;
            attack().await?;
            desk(APPLICATIONS).await
        }),
    }
}

/// Autosave beside a flood of log-ins, and the memory under stalled bodies.
async fn attack() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let crowd = Crowd::gather(folder.path(), TYPISTS + 10).await?;
    let (typists, others) = crowd.users.split_at(TYPISTS);
    let nss = Process::nss(folder.path()).await?;
    let (saves, log_ins) = tokio::join!(
        client::save_for(&nss, typists, &crowd.draft, FLOOD),
        client::log_in_for(&nss, typists, &crowd.password, LOG_INS, FLOOD),
    );
    let (saves, (log_ins, refused)) = (saves?, log_ins?);
    print_latency(&format!("autosave, {TYPISTS} users, beside {LOG_INS} log-ins a second: saves"), &saves);
    print_latency("log-ins let in", &log_ins);
    println!("{:<60}{refused:>10}", "log-ins refused");
    println!("{:<60}{:>10}   (under 150)", "resident memory at its highest, MB", nss.peak_megabytes()?);
    drop(nss);
    let nss = Process::nss(folder.path()).await?;
    let stalled = stalled::stall(&nss, typists, STALLED).await?;
    let saves = client::save_for(&nss, others, &crowd.draft, Duration::from_secs(1)).await;
    println!("{:<60}{:>10}   (under 150)", format!("the same under {STALLED} stalled bodies"), nss.peak_megabytes()?);
    drop(stalled);
    saves.map(drop)
}

/// Every question of a reviewer, one after the other, over so many applications.
async fn desk(applications: u32) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let crowd = Crowd::gather(folder.path(), 1).await?;
    let cookie = load::desk::fill(folder.path(), &crowd.submission, applications).await?;
    let nss = Process::nss(folder.path()).await?;
    println!("\nreview desk over {applications} applications of {} bytes; p99 under 50 ms", crowd.submission.len());
    for (name, query) in load::desk::QUESTIONS {
        let took = client::ask_in_turn(&nss, &load::desk::asks(&cookie, query), LOOKS).await?;
        print_latency(name, &took);
    }
    println!("{:<60}{:>10}   (under 100)", "resident memory at its highest, MB", nss.peak_megabytes()?);
    Ok(())
}

fn print_latency(what: &str, sorted: &[Duration]) {
    println!("{what:<60}{:>10}", sorted.len());
    for (name, part) in [("p50", 500), ("p99", 990), ("p99.9", 999)] {
        println!("{:<60}{:>10}", format!("  {name}, ms"), format!("{:.1}", percentile(sorted, part)));
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
    print_latency(&format!("autosave, {TYPISTS} users: saves"), &saves);
    println!("{:<60}{:>10}   (under 100)", "resident memory at its highest, MB", nss.peak_megabytes()?);
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
