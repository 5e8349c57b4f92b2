//! `nss jobs`: when each background job last ran, in any process, and what it did.

use std::{error::Error, fmt::Write as _};

use super::backup::places::Places;
use crate::store::{instant, job_run};

/// The arguments of `nss jobs`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The data.
    #[command(flatten)]
    places: Places,
}

/// One line for each job: its name, the last run that succeeded, the last one that found anything to do with the number
/// of rows, and the last failure.
pub async fn run(arguments: &Arguments) -> Result<String, Box<dyn Error>> {
    let db = arguments.places.connect().await?;
    let runs = job_run::all(&db).await?;
    db.close().await?;
    Ok(table(&runs)?)
}

fn table(runs: &[job_run::Model]) -> Result<String, std::fmt::Error> {
    let at = |millis: Option<i64>| {
        millis.map_or("-".to_owned(), |millis| instant(millis).format("%Y-%m-%d %H:%M:%S").to_string())
    };
    let mut text = format!("{:<16}{:<21}{:<21}{:>6}  {}\n", "job", "last run", "last act", "rows", "last failure");
    for run in runs {
        let failure = run.error.as_ref().map_or("-".to_owned(), |error| format!("{} {error}", at(run.failed_at)));
        let (ran, acted, rows) = (at(run.succeeded_at), at(run.acted_at), run.acted_on);
        writeln!(text, "{:<16}{ran:<21}{acted:<21}{rows:>6}  {failure}", run.job)?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{job_run, table};

    #[test]
    fn a_job_is_one_line() {
        let run = job_run::Model {
            job: "moves".to_owned(),
            succeeded_at: Some(1_764_514_800_000),
            acted_at: None,
            acted_on: 0,
            failed_at: Some(1_764_514_740_000),
            error: Some("no disk".to_owned()),
        };
        assert_eq!(
            table(&[run]).unwrap().lines().collect::<Vec<_>>(),
            [
                "job             last run             last act               rows  last failure",
                "moves           2025-12-01 00:00:00  -                         0  2025-11-30 23:59:00 no disk",
            ]
        );
    }
}
