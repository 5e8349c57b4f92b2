//! Draws cases: a draft of either form, an edit in it, and two siblings of it.

use std::io::{self, Write};

use nss_core::form::{Draft, Form};
use nss_core::{account, application};
use nss_parity::case::Case;
use nss_tests::generate::{self, Random};

/// Days of judgement: usual ones, a leap day, and one that is later than every sample.
const DAYS: [&str; 4] = ["2026-11-21", "2027-01-01", "2028-02-29", "2100-12-31"];

/// Writes `count` cases, one per line of JSON. The case of a number does not depend on the cases before it.
pub(crate) fn write(seed: u64, from: u64, count: u64, mut out: impl Write) -> io::Result<()> {
    for number in from..from + count {
        writeln!(out, "{}", line(&mut Random::of_case(seed, number)))?;
    }
    out.flush()
}

fn line(random: &mut Random) -> String {
    let form: &Form = if random.one_in(6) { &account::FORM } else { &application::FORM };
    let draft = generate::draft(form, random);
    let mut grown = || {
        Draft::from_wire(form, &draft).map_or_else(|_| draft.clone(), |base| generate::sibling(&base, random).to_wire())
    };
    let (mine, theirs) = (grown(), grown());
    let paths: Vec<&String> = draft.answers.keys().collect();
    let edited = random.pick(&paths).map_or_else(String::new, |path| (*path).clone());
    let today = DAYS[random.below(DAYS.len())].to_owned();
    let mut line = serde_json::to_string(&Case { today, draft, edited, mine, theirs }).unwrap_or_default();
    if random.one_in(100) {
        damage(&mut line, random);
    }
    line
}

/// Cuts the JSON at a random place.
fn damage(line: &mut String, random: &mut Random) {
    let mut end = random.below(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.truncate(end);
}
