//! No typed text is lost or doubled when a walk through the form is interrupted at random points.
//!
//! `NSS_CRASH_POINTS` sets the number of points, `NSS_CRASH_SEED` the seed that chooses them; the seed is printed.

mod choosing;
mod compare;
mod cut;
mod known;
mod register;
mod rows;
mod step;
mod typing;
mod walk;

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context, Result};
use chrono::DateTime;
use nss_tests::generate::Random;
use nss_tests::{Browsers, Person, Service};

use crate::sample::{MANUAL, WALKS, begin};
use cut::{Cut, Scene};
use walk::Applicant;

/// Default number of interruptions, which CI runs.
const POINTS: usize = 24;
/// Interruptions of one walk; further ones go into further walks.
const POINTS_OF_A_WALK: usize = 50;
/// Default seed.
const SEED: u64 = 4;

fn number<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_that_is_cut_at_random_points_loses_nothing_and_doubles_nothing() -> Result<()> {
    let (points, seed) = (number("NSS_CRASH_POINTS", POINTS), number("NSS_CRASH_SEED", SEED));
    println!("crash: {points} points, NSS_CRASH_SEED={seed}");
    let (begun, mut survived) = (Instant::now(), BTreeMap::new());
    let walks = points.div_ceil(POINTS_OF_A_WALK).max(1);
    let browsers = Browsers::start().await?;
    for walk in 0..walks {
        let points = points / walks + usize::from(walk < points % walks);
        let mut random = Random::of_case(seed, walk as u64);
        let all = walks_one(&browsers, walk % WALKS.len(), points, &mut random).await;
        for point in all.with_context(|| format!("NSS_CRASH_SEED={seed} NSS_CRASH_POINTS={points}, walk {walk}"))? {
            *survived.entry(point).or_insert(0) += 1;
        }
    }
    for ((what, place), count) in &survived {
        println!("crash: {count:>4} × {what:?} {place}");
    }
    println!("crash: {} points in {:.0?}, seed {seed}", survived.values().sum::<usize>(), begun.elapsed());
    Ok(())
}

/// One applicant from the terms to the receipt number; the last interruption is during 登録.
async fn walks_one(
    browsers: &Browsers,
    walk: usize,
    points: usize,
    random: &mut Random,
) -> Result<Vec<(cut::Break, &'static str)>> {
    let service = Service::start(MANUAL).await?;
    let clock = (DateTime::parse_from_rfc3339(MANUAL).map_err(anyhow::Error::msg)?, Instant::now());
    let profile = browsers.profile()?;
    let person = Person::sits_down_again(&service, browsers, &profile).await?;
    let credentials = begin(&person).await?;
    let draft = register::draft_of(&person).await?;
    let path = "/apply/applicant".to_owned();
    let scene = Scene { service: &service, browsers, profile, person, credentials, path, clock };
    let mut applicant = Applicant::begins(scene, draft).await?;
    applicant.walks(&step::plan(WALKS[walk], points.saturating_sub(1), random)).await?;
    applicant.registers(Cut::draw(random)).await?;
    applicant.scene.person.leaves().await?;
    Ok(applicant.survived)
}
