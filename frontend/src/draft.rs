//! The draft that is being filled: edited, kept in the browser, saved on the server, merged with other devices.

pub mod base;
mod conflicts;
mod delete;
mod edit;
mod fault_visibility;
mod files;
mod keep_copy;
mod local_copy;
pub mod log_out;
pub mod open;
mod returned;
mod rows;
mod save_target;
mod store;
mod sync;
mod tab_channel;
mod undo;
mod uploads;

pub use local_copy::forget_all;
pub use save_target::SaveStatus;
pub use store::{DraftStore, use_draft};
pub use tab_channel::{TabMessage, listen_to_tabs, tell_tabs};
pub use undo::UndoStep;
pub use uploads::{Upload, UploadStage};
