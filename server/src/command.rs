//! The verbs of the binary.

pub mod check;
pub mod fields;
pub mod serve;
