//! A draft in memory, as the page holds it, for the bench.

use chrono::NaiveDate;
use nss_core::form::{At, Draft, check, check_answer, merge};
use wasm_bindgen::prelude::wasm_bindgen;

/// The edited answer, and its two texts in turn.
const TYPED: (&str, [&str; 2]) = ("office.name", ["川崎営業所", "横浜営業所"]);

/// A draft: the saved one, the edited one, and the one of another device.
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
    /// Reads a draft and a sibling of it.
    pub fn read(draft: &str, sibling: &str, today: &str) -> Result<Held, String> {
        let (draft, sibling) = (crate::read(draft)?, crate::read(sibling)?);
        let at = draft.form().at(TYPED.0).ok_or("no such answer")?;
        Ok(Held { saved: draft.clone(), draft, sibling, at, typed: 0, today: crate::day(today)? })
    }

    /// The number of all faults.
    pub fn check(&self) -> u32 {
        count(check(&self.draft, self.today).len())
    }

    /// The number of faults of the one answer.
    pub fn check_field(&self) -> u32 {
        count(check_answer(&self.draft, self.at, self.today).len())
    }

    /// Types into the one answer, then the number of all faults.
    pub fn set_and_check(&mut self) -> u32 {
        self.typed = 1 - self.typed;
        self.draft.set(self.at, TYPED.1[self.typed]);
        self.check()
    }

    /// Reads a wire form; the number of its unplaced answers.
    pub fn read_wire(wire_json: &str) -> u32 {
        crate::read(wire_json).map_or(u32::MAX, |draft| count(draft.unplaced().count()))
    }

    /// Writes the wire form; its length in bytes.
    pub fn write_wire(&self) -> u32 {
        count(crate::json(&self.draft).len())
    }

    /// Merges the draft with the sibling; the number of conflicts.
    pub fn merge(&self) -> u32 {
        count(merge(&self.saved, &self.draft, &self.sibling).conflicts.len())
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
