//! 利用開始希望日.

use super::lead_time;
use crate::form::{Field, Kind, Rows, Rule, documented};
use crate::section;

section! {
    /// The first day of use. N-070 … N-072.
    START = "start", "利用開始希望日", Rows::Once, .rules(&[IN_TIME]);

    /// The システム登録日 of the schedule; days before the standard ones only warn. N-070, N-071, V-03.
    DATE = Field::new("date", "利用開始希望日", Kind::Date).hint("スケジュール表のシステム登録日（利用開始日）を8桁の数字で入力してください。　例：20190418").link("schedule").advice(lead_time::advice_for_start);
    /// The confirmed day; it may differ from the desired one. N-245, N-250.
    CONFIRMED_DATE = Field::new("confirmed_date", "利用開始日", Kind::Date).by_center();
    /// The last day of the contract; it comes with 契約解除 (C-049, C-105).
    END_DATE = Field::new("end_date", "契約満了日", Kind::Date).by_center().optional();
    /// The day of the approval: from then on the passwords can be read. N-267, N-268.
    REVIEWED_DATE = Field::new("reviewed_date", "審査終了日", Kind::Date).by_center();
}

const IN_TIME: Rule = Rule {
    source: "N-071",
    description: documented(
        "A start before the standard days or on a day on which the center is closed warns and says the earliest.",
    ),
    messages: lead_time::MESSAGES,
    check: |scope, today, faults| {
        lead_time::warn(scope, &DATE, today, faults);
    },
};
