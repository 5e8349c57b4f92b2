//! The paper form of NSS (NACCSサポートシステム) and its rules, stated once.

pub mod account;
pub mod api;
pub mod form;
#[cfg(feature = "full")]
pub mod mail;
pub mod receipt_number;
