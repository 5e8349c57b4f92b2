//! `/register`: 仮アカウントの登録 (N-030 … N-039).

pub mod confirm;
pub mod done;
pub mod form;
