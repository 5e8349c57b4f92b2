//! 利用開始希望日.

use super::lead_time;
use crate::form::{Field, Kind, Rows};
use crate::section;

section! {
    /// When NACCS is to be used from. N-070 … N-072.
    START = "start", "利用開始希望日", Rows::Once, .rules(&[lead_time::START]);

    /// The システム登録日 of the schedule; days before the standard ones only warn. N-070, N-071, V-03.
    DATE = Field::new("date", "利用開始希望日", Kind::Date).hint("スケジュール表のシステム登録日（利用開始日）を8桁の数字で入力してください。　例：20190418").link("schedule").advice(lead_time::advice);
}
