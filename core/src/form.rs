//! The form engine: fields, rows, conditions, offers and rules, independent of the business.
//!
//! A [`Form`] is declared, a [`Draft`] holds the answers as typed, [`check`](fn@check) returns its faults, [`submit`]
//! makes a [`Submission`], [`settle`](fn@settle) applies the answers that tables force, [`merge`](fn@merge) joins the
//! edits of two devices.

mod at;
pub mod cell;
pub mod center;
mod changes;
pub mod check;
pub mod difference;
mod draft;
mod fault;
mod field;
pub mod kind;
#[cfg(feature = "server")]
pub mod manual;
pub mod merge;
mod migration;
mod offer;
mod page;
mod row_id;
#[cfg(feature = "server")]
pub mod sample;
mod scope;
mod section;
pub mod settle;
pub mod sheet;
pub mod status;
mod submission;
pub mod wire;

pub use at::{At, Place};
pub use check::{check, check_answer, is_missing, submit};
pub use draft::{Draft, Row};
pub use fault::{Fault, FaultWire, Rule};
pub use field::{Author, ChoiceNote, Field, FillFn, Need, SameAnswers, When, documented, manual_rows};
pub use kind::Kind;
pub use merge::{Conflict, Merged, Side, merge};
pub use migration::Migration;
pub use offer::{Offer, OfferFn, WayOut, WaysOutFn, offer, way_out};
pub use page::{Form, Page};
pub use row_id::{NotARowId, RowId};
pub use scope::Scope;
pub use section::{Rows, Section};
pub use settle::{Withdrawn, settle, undo};
pub use sheet::Sheet;
pub use status::{Status, status};
pub use submission::Submission;
pub use wire::{Unreadable, Wire};

pub use crate::message::{Message, Severity, Violation};
