//! A contract, as an approval makes it of a submission.

use chrono::NaiveDate;
use nss_core::application::{billing, lines, office};
use nss_core::form::{Draft, RowId, Submission, Wire};
use nss_core::review::contract::{Series, add_terminals, compose, number_ids, propose, unallotted};

use super::places;

/// The contract as the server makes it, with what only the reviewer knows.
///
/// # Panics
/// If a series of codes is used up, which no submission is long enough for.
pub fn contract(submission: &Submission, today: NaiveDate) -> Draft {
    let mut contract = compose(submission.answers(), &Wire::default()).expect("nothing is added");
    propose(&mut contract, today);
    let mut id = 0;
    add_terminals(&mut contract, &mut || {
        id += 1;
        RowId::from_random(1_000_000 + id)
    });
    number_ids(&mut contract);
    for at in places(&contract) {
        let text = match at.field {
            field if *field == lines::IP || *field == lines::DNS => "192.0.2.1",
            field if *field == lines::CONFIRMED_WORKS_DATE => "2027-03-01",
            field if *field == office::ABBREVIATION => "NAC",
            field if *field == billing::address::CONTRACT_CODE => "9999999",
            _ => continue,
        };
        contract.set(at, text);
    }
    for series in Series::ALL {
        for (nth, at) in (1..).zip(unallotted(&contract, series)) {
            contract.set(at, &series.nth("NAC", nth).expect("a short series"));
        }
    }
    contract
}
