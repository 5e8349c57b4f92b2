//! Stands here until `form` has the wire form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The wire form of a draft or a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wire {
    /// Name of the form.
    pub form: String,
    /// Version of the form.
    pub version: u32,
    /// Hash of the rules.
    pub rules: String,
    /// Flat texts by path.
    pub answers: BTreeMap<String, String>,
    /// Row ids in order, by path of the list.
    pub rows: BTreeMap<String, Vec<String>>,
}
