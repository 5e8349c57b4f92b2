//! 利用者コード: the questions of each code; its user IDs are in [`ids`].

pub mod ids;
mod statistics;

use super::YES_NO;
use crate::form::{Field, Kind, Rows};
use crate::section;
use crate::trade::SYSTEMS;

pub use statistics::MESSAGES;

section! {
    /// The codes for logging on to NACCS. N-120 … N-123; the documents give no most, 200 is ours.
    USER_CODES = "user_codes", "利用者コード", Rows::Many { least: 1, most: 200 }, .inner(&ids::IDS);

    /// N-130a.
    SYSTEM = Field::new("system", "システム区分", Kind::Choice(&SYSTEMS)).hint("海上と航空の両方で使う場合は「共用」を選択してください。");
    /// N-130g, N-135, V-17.
    PAID = Field::new("paid", "管理統計資料（有料）", Kind::Choice(&YES_NO)).default("no").offer(statistics::paid, statistics::paid_ways_out);
    /// N-130g, N-135, V-17.
    FREE = Field::new("free", "管理統計資料（無料）", Kind::Choice(&YES_NO)).default("no").offer(statistics::free, statistics::free_ways_out).hint("一括納付書情報、納付番号通知情報（一括）、一括納付用明細、口座使用明細データなど");
    /// N-130g, V-17.
    STORAGE = Field::new("storage", "保税管理資料保存サービス", Kind::Choice(&YES_NO)).default("no").offer(statistics::storage, statistics::storage_ways_out);
    /// A digit, a letter and the company's abbreviation. N-261, N-265.
    CODE = Field::new("code", "利用者コード", Kind::Code("9XXXX")).by_center();
}
