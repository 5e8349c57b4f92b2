//! The review desk (審査): what reviewers read. Their moves go through `crate::review`.

pub mod archive;
pub mod list;
pub mod proposal;
pub mod queue;
pub mod view;
