//! The engine.

pub mod message;

pub use message::{Flaw, Message, Severity};
