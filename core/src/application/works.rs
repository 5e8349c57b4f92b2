//! 工事事務担当者, 工事立会者 and notes for the works. Asked only for a new line (N-013).

pub mod contact;
pub mod note;
pub mod witness;
