//! 工事事務担当者, 工事立会者 and what else the works need. Without a new line nothing is built, and nothing is asked (N-013).

pub mod contact;
pub mod note;
pub mod witness;
