//! The paper form of NSS (NACCSサポートシステム) and its rules, stated once.

pub mod api;
pub mod form;
