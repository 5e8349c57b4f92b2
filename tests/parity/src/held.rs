//! A draft in memory, as the page holds it, for the bench.

use chrono::NaiveDate;
use nss_core::form::{At, Draft, check, check_answer, merge};
use wasm_bindgen::prelude::wasm_bindgen;

/// The edited answer, and the texts that alternate in it.
const TYPED: (&str, [&str; 2]) = ("office.name", ["川崎営業所", "横浜営業所"]);

/// A draft as saved, with the edits of this device, and with the edits of another one.
#[wasm_bindgen]
pub struct Held {
    saved: Draft,
    draft: Draft,
    sibling: Draft,
    at: At,
    typed: usize,
    today: NaiveDate,
}

#[wasm_bindgen]
impl Held {
    /// Reads a draft and its sibling.
    pub fn read(draft: &str, sibling: &str, today: &str) -> Result<Held, String> {
        let (draft, sibling) = (crate::read(draft)?, crate::read(sibling)?);
        let at = draft.form().at(TYPED.0).ok_or("no such answer")?;
        Ok(Held { saved: draft.clone(), draft, sibling, at, typed: 0, today: crate::day(today)? })
    }

    /// Checks the draft. Returns the number of its faults.
    pub fn check(&self) -> u32 {
        count(check(&self.draft, self.today).len())
    }

    /// Checks the edited answer. Returns the number of its faults.
    pub fn check_field(&self) -> u32 {
        count(check_answer(&self.draft, self.at, self.today).len())
    }

    /// Changes the answer and checks the draft. Returns the number of its faults.
    pub fn set_and_check(&mut self) -> u32 {
        self.typed = 1 - self.typed;
        self.draft.set(self.at, TYPED.1[self.typed]);
        self.check()
    }

    /// Reads a wire form. Returns the number of its unplaced answers.
    pub fn read_wire(wire_json: &str) -> u32 {
        crate::read(wire_json).map_or(u32::MAX, |draft| count(draft.unplaced().count()))
    }

    /// Writes the wire form. Returns its length in bytes.
    pub fn write_wire(&self) -> u32 {
        count(crate::json(&self.draft.to_wire()).len())
    }

    /// Merges the draft with the sibling. Returns the number of conflicts.
    pub fn merge(&self) -> u32 {
        count(merge(&self.saved, &self.draft, &self.sibling).conflicts.len())
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
