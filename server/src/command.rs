//! The verbs of the binary.

pub mod backup;
pub mod check;
pub mod fields;
pub mod health;
pub mod jobs;
pub mod licences;
mod private_files;
pub mod restore;
pub mod serve;
pub mod staff;
