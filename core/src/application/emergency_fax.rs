//! 緊急連絡用FAX番号.

use crate::form::{Fault, Field, Kind, Message, Rows, Rule, Violation, documented};
use crate::section;
use crate::value::phone::{NONE, NONE_IN_WORDS};

section! {
    /// FAX numbers for the center's notices of a system failure: one to three. N-112, N-113, V-04.
    EMERGENCY_FAX = "emergency_fax", "緊急連絡用FAX番号", Rows::Many { least: 1, most: 3 }, .inline(), .ready_made(NONE_IN_WORDS, &NUMBER, NONE), .rules(&[NONE_STANDS_ALONE, NO_NUMBER_TWICE]);

    /// N-112; 0000000000 for none (N-113).
    NUMBER = Field::new("number", "緊急連絡用FAX番号", Kind::FaxOrNone).hint("システム障害発生等の緊急連絡先となります。FAX番号をお持ちでない場合は「FAXはありません」を押すか、「0000000000」（0を10桁）を入力してください。");
}

static NOT_BESIDE_A_NUMBER: Message = Message::blocks(
    "fax.none-beside",
    "「0000000000」（FAXはありません）は、ほかのFAX番号と一緒には登録できません。どちらかを削除してください。",
);
static TWICE: Message = Message::warns("fax.twice", "同じFAX番号が{row}にもあります。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NOT_BESIDE_A_NUMBER, &TWICE];

const NONE_STANDS_ALONE: Rule = Rule {
    source: "V-04",
    description: documented("0000000000 (FAXはありません) excludes a real number."),
    messages: &[&NOT_BESIDE_A_NUMBER],
    check: |scope, _, faults| {
        let is_real = |number: &str| !number.is_empty() && number != NONE;
        if scope.text(&NUMBER) == NONE && scope.rows(&EMERGENCY_FAX).any(|row| is_real(&row.text(&NUMBER))) {
            faults.push(scope.fault(&NUMBER, Violation::new(&NOT_BESIDE_A_NUMBER)));
        }
    },
};

const NO_NUMBER_TWICE: Rule = Rule {
    source: "N-112",
    description: documented("A repeated number warns."),
    messages: &[&TWICE],
    check: |scope, _, faults: &mut Vec<Fault>| {
        if let Some(row) = scope.earlier_row_with_same(&EMERGENCY_FAX, &NUMBER) {
            faults.push(scope.fault(&NUMBER, Violation::new(&TWICE).with("row", row)));
        }
    },
};
