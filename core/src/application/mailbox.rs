//! メールボックス.

use super::access;
use super::user_codes::ids::{IDS, MODE};
use super::user_codes::{self, USER_CODES};
use crate::form::{Field, Kind, Message, Offer, Rows, Scope, Violation, WayOut};
use crate::section;

section! {
    /// Mailboxes of SMTP/POP3; refused, not hidden, without it. N-190 … N-192.
    MAILBOX = "mailbox", "メールボックス", Rows::Once, .when_holds("一般NACCS is used", access::uses_general);

    /// The number of mailboxes; empty for none. N-190, N-191, V-08; the documents give no most, 999 is ours.
    COUNT = Field::new("count", "メールボックス数", Kind::Number { least: 1, most: 999 }).optional().offer(offer, ways_out).hint("自社システム（SMTP/POP3）利用の方は、必要に応じてメールボックス数を入力してください。");
}

static ONLY_POP3: Message = Message::blocks(
    "mailbox.package",
    "パッケージソフトのみご利用の方は、メールボックス数を入力できません。処理方式が「SMTP/POP3」の利用者IDがある場合だけ申し込めます。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&ONLY_POP3];

/// N-191, V-08: only where an ID works by SMTP/POP3.
fn offer(scope: &Scope, _: &'static str) -> Offer {
    let pop3 = scope.rows(&USER_CODES).any(|code| code.rows(&IDS).any(|id| id.is(&MODE, "smtp-pop3")));
    if pop3 { Offer::Free } else { Offer::Refused(Violation::new(&ONLY_POP3)) }
}

/// An ID of SMTP/POP3: an existing one, or one in a new code.
fn ways_out(scope: &Scope, _: &'static str) -> Vec<WayOut> {
    let all = scope.rows(&USER_CODES).flat_map(|code| code.rows(&IDS).collect::<Vec<_>>());
    let change = all.map(|id| WayOut::answer(id.place(&MODE), "smtp-pop3"));
    let new_code = WayOut::add_row(&user_codes::USER_CODES, vec![(&MODE, "smtp-pop3")]);
    change.chain([new_code]).collect()
}
