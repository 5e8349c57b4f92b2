//! 通知先メールアドレス.

use crate::form::{Fault, Field, Kind, Message, Rows, Rule, Violation, documented};
use crate::section;

section! {
    /// Recipients of the monthly billing notice: one to five. N-212, V-05.
    NOTICE_MAILS = "notice_mails", "通知先メールアドレス", Rows::Many { least: 1, most: 5 }, .inline(), .rules(&[NO_ADDRESS_TWICE]);

    /// N-212.
    MAIL = Field::new("mail", "通知先メールアドレス", Kind::Email).hint("月々のお支払料金確定のお知らせなどの通知先となります。");
}

static TWICE: Message = Message::warns("notice-mail.twice", "同じメールアドレスが{row}にもあります。1つで十分です。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&TWICE];

const NO_ADDRESS_TWICE: Rule = Rule {
    source: "N-212",
    description: documented("A repeated address warns (F047)."),
    messages: &[&TWICE],
    check: |scope, _, faults: &mut Vec<Fault>| {
        if let Some(row) = scope.earlier_row_with_same(&NOTICE_MAILS, &MAIL) {
            faults.push(scope.fault(&MAIL, Violation::new(&TWICE).with("row", row)));
        }
    },
};
