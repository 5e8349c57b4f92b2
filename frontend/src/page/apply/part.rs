//! Parts that the pages of the application share.

pub mod missing_answers;
mod page_status;
pub mod save_buttons;
pub mod sealed_draft;
pub mod steps;

pub use missing_answers::MissingAnswers;
pub(super) use page_status::{applicable_pages, page_status};
pub use save_buttons::SaveButtons;
pub use sealed_draft::SealedDraftPanel;
pub use steps::Steps;
