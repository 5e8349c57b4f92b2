//! `nss licences`: the notices of the libraries that the binary carries.

/// The text; a test of xtask compares it with Cargo.lock.
pub const NOTICES: &str = include_str!("../../text/licences.txt");
