//! Pages that are drawn from their declaration in core.

pub mod answer_summary;
pub mod confirm_form;
pub mod conflict_list;
pub mod conflicts_elsewhere;
pub mod error_summary;
pub mod fault_lines;
pub mod file_list;
pub mod file_row;
pub mod form_page_body;
pub mod inline_rows;
pub mod option_matrix;
pub mod paste_rows;
pub mod place_link;
pub mod question_list;
pub mod row_card;
pub mod row_cards;
pub mod row_limit;
pub mod row_page_body;
pub mod section;

pub use answer_summary::AnswerSummary;
pub use confirm_form::ConfirmForm;
pub use conflict_list::ConflictList;
pub use conflicts_elsewhere::ConflictsElsewhere;
pub use error_summary::ErrorSummary;
pub use fault_lines::FaultLines;
pub use form_page_body::FormPageBody;
pub use place_link::PlaceLink;
