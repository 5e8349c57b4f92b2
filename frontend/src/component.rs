//! Building blocks that pages and controls share.

pub mod actions;
pub mod button;
pub mod button_link;
pub mod change_table;
pub mod download_link;
pub mod error_notice;
pub mod fetched;
pub mod form;
pub mod lead;
pub mod live;
pub mod loading;
pub mod notice;
pub mod page_action;
pub mod page_layout;
pub mod page_title;
pub mod prose;
pub mod reactive;
pub mod retry_button;
pub mod row_views;
pub mod submit_button;
pub mod table;
pub mod text_button;
pub mod text_field;

pub use actions::Actions;
pub use button::Button;
pub use button_link::ButtonLink;
pub use change_table::ChangeTable;
pub use download_link::DownloadLink;
pub use error_notice::ErrorNotice;
pub use fetched::Fetched;
pub use form::Form;
pub use lead::Lead;
pub use live::live;
pub use loading::Loading;
pub use notice::Notice;
pub use page_action::{PageAction, action_error, page_action};
pub use page_layout::PageLayout;
pub use page_title::PageTitle;
pub use prose::Prose;
pub use reactive::{anew, reactive};
pub use retry_button::RetryButton;
pub use row_views::RowViews;
pub use submit_button::SubmitButton;
pub use table::Table;
pub use text_button::TextButton;
pub use text_field::TextField;

/// The value of an attribute that is left out while the text is empty.
pub(crate) fn filled(text: &'static str) -> Option<&'static str> {
    (!text.is_empty()).then_some(text)
}
