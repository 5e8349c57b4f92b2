//! `nss licences`: the notices of the libraries that the binary carries.

/// The notices, collected by `cargo xtask build`; any other build says so instead.
pub const NOTICES: &str = include_str!(concat!(env!("OUT_DIR"), "/licences.txt"));
