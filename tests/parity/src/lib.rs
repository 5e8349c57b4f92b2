//! The judgement of core, natively and in the browser's build: the same functions on both sides.
//!
//! `cargo xtask parity` compares them byte by byte on generated drafts, `cargo xtask bench` measures them.

pub mod case;
pub mod held;
pub mod judge;

use chrono::NaiveDate;
use nss_core::form::{Draft, Fault, FaultWire, Form, Wire, check};
use nss_core::{account, application};
use wasm_bindgen::prelude::wasm_bindgen;

/// The hash of core's sources that this build was made of.
#[wasm_bindgen]
pub fn rules() -> String {
    nss_core::RULES.to_owned()
}

/// Every fault of a draft in the wire form, as JSON; the reason if the draft is unreadable. `today` is `YYYY-MM-DD`.
#[wasm_bindgen]
pub fn faults(wire_json: &str, today: &str) -> String {
    let judged = read(wire_json).and_then(|draft| Ok((day(today)?, draft)));
    match judged {
        Ok((today, draft)) => json(&check(&draft, today).iter().map(Fault::wire).collect::<Vec<FaultWire>>()),
        Err(why) => json(&why),
    }
}

/// All results of core for one generated case, as one line of JSON: see [`judge::line`].
#[wasm_bindgen]
pub fn judged(case_json: &str) -> String {
    judge::line(case_json)
}

fn read(wire_json: &str) -> Result<Draft, String> {
    let wire: Wire = serde_json::from_str(wire_json).map_err(|error| error.to_string())?;
    draft(&wire)
}

fn draft(wire: &Wire) -> Result<Draft, String> {
    Draft::from_wire(form(&wire.form), wire).map_err(|error| error.to_string())
}

/// The form with a name; the application's for an unknown name, which reading then refuses.
fn form(name: &str) -> &'static Form {
    if name == account::FORM.name { &account::FORM } else { &application::FORM }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    nss_core::value::date::parse(text).ok_or_else(|| format!("not a day: {text}"))
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| error.to_string())
}
