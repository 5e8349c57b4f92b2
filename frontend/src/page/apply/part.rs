//! Parts that the pages of the application share.

pub mod missing_answers;
mod page_status;
pub mod page_views;
pub mod return_reasons;
pub mod save_buttons;
pub mod sealed_draft;
pub mod steps;

pub use missing_answers::MissingAnswers;
pub(super) use page_status::{applicable_pages, page_status};
pub use page_views::PageViews;
pub use return_reasons::ReturnReasons;
pub use save_buttons::SaveButtons;
pub use sealed_draft::SealedDraftPanel;
pub use steps::Steps;
