//! All results of core for one case, as one line of JSON.

use nss_core::form::{
    At, Conflict, Draft, Fault, FaultWire, Offer, Scope, Wire, Withdrawn, check, merge, offer, settle, status, submit,
    way_out,
};
use serde::Serialize;

use crate::case::Case;
use crate::{day, draft, json};

/// Refused choices whose way out is searched: only two per case, because the search copies drafts.
const WAYS_OUT: usize = 2;
/// The first refused choices are skipped by the number of answers modulo this, so that every position gets its turn.
const LEFT_OUT: usize = 11;

/// The results of core.
#[derive(Serialize)]
struct Judged {
    faults: Vec<FaultWire>,
    /// The names of the rows with faults.
    row_names: Vec<String>,
    /// The progress of each page.
    pages: Vec<&'static str>,
    /// Settled after the edit, then as a whole.
    settled: [Settled; 2],
    ways_out: Vec<String>,
    submission: Option<Wire>,
    merged: Wire,
    conflicts: Vec<String>,
}

#[derive(Serialize)]
struct Settled {
    draft: Wire,
    withdrawn: Vec<String>,
}

/// The results for a case in JSON, as JSON; the reason if the case cannot be read.
pub fn line(case_json: &str) -> String {
    let judged = serde_json::from_str(case_json).map_err(|error| error.to_string()).and_then(|case| judge(&case));
    match judged {
        Ok(judged) => json(&judged),
        Err(why) => json(&why),
    }
}

fn judge(case: &Case) -> Result<Judged, String> {
    let today = day(&case.today)?;
    let base = draft(&case.draft)?;
    let faults = check(&base, today);
    let merged = merge(&base, &draft(&case.mine)?, &draft(&case.theirs)?);
    Ok(Judged {
        row_names: faults.iter().map(|fault| fault.place_name(&base)).collect(),
        pages: base.form().pages.iter().map(|page| status(&base, page, &faults).label()).collect(),
        settled: [base.form().at(&case.edited), None].map(|edited| settled(&base, edited)),
        ways_out: ways_out(&base, case.draft.answers.iter().len()),
        submission: submit(&base, today).ok().map(|submission| unsigned(submission.wire())),
        merged: unsigned(merged.draft.to_wire()),
        conflicts: merged.conflicts.iter().map(conflict).collect(),
        faults: faults.iter().map(Fault::wire).collect(),
    })
}

fn settled(base: &Draft, edited: Option<At>) -> Settled {
    let mut draft = base.clone();
    let described =
        |change: &Withdrawn| format!("{}: {} → {}: {}", change.at.path(), change.was, change.now, change.message());
    let withdrawn = settle(&mut draft, edited).iter().map(described).collect();
    Settled { draft: unsigned(draft.to_wire()), withdrawn }
}

/// The wire form without the hash of the rules, which differs between altered builds.
fn unsigned(mut wire: Wire) -> Wire {
    wire.rules.clear();
    wire
}

fn ways_out(draft: &Draft, answers: usize) -> Vec<String> {
    let outer =
        draft.form().sections().flat_map(|section| Scope::whole(draft).rows(section).map(move |row| (section, row)));
    let rows = outer.flat_map(|(section, row)| {
        let inner = section.inner.into_iter().flat_map(move |list| row.rows(list).map(move |inner| (list, inner)));
        std::iter::once((section, row)).chain(inner)
    });
    let places = rows.flat_map(|(section, row)| section.fields.iter().map(move |field| row.place(field)));
    let choices = places
        .filter(|at| at.field.offer.is_some())
        // A typed answer is refused as a whole: its choice is empty.
        .flat_map(|at| {
            let typed = at.field.kind.table().is_empty().then_some("");
            at.field.kind.table().iter().map(|choice| choice.code).chain(typed).map(move |code| (at, code))
        });
    let refused = choices.filter(|(at, code)| matches!(offer(draft, *at, code), Offer::Refused(_)));
    let described = |(at, code): (At, &'static str)| {
        let way = way_out(draft, at, code).map(|way| way.message(draft, at.field));
        format!("{} {code}: {}", at.path(), way.unwrap_or_default())
    };
    refused.skip(answers % LEFT_OUT).take(WAYS_OUT).map(described).collect()
}

fn conflict(conflict: &Conflict) -> String {
    match conflict {
        Conflict::Answer { at, base, mine, theirs } => format!("{}: {base} | {mine} | {theirs}", at.path()),
        Conflict::Row { section, row, inner, removed_by_me, .. } => {
            let ids = [row, inner].map(|id| id.map_or_else(String::new, |id| id.to_string()));
            format!("{} {}: {removed_by_me}", section.key, ids.join(" "))
        }
    }
}
