//! The verbs of the binary.

pub mod backup;
pub mod check;
pub mod fields;
pub mod health;
pub mod licences;
pub mod restore;
pub mod serve;
