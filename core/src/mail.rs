//! The mails that the system sends, as text. Each is plain text; nothing in it can begin a header.

mod approval;
mod debit_form;
mod lapse;
mod provisional_account;
mod receipt;
mod reissue;
mod returned;

use std::fmt;

use crate::api::Operator;

pub use approval::{Reviewed, approval};
pub use debit_form::debit_form;
pub use lapse::{lapse, reminder};
pub use provisional_account::provisional_account;
pub use receipt::{Received, change_receipt, receipt, settings_receipt};
pub use reissue::{reissue, reissue_to_office};
pub use returned::returned;

/// One mail, before it has a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Subject, one line.
    pub subject: &'static str,
    /// Body, lines ended by `\n`.
    pub body: String,
}

/// The addressee of a mail (宛名, N-041). Empty parts are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salutation {
    /// 企業名.
    pub company: String,
    /// 所属部課名.
    pub department: String,
    /// 役職名.
    pub title: String,
    /// 姓.
    pub family_name: String,
    /// 名.
    pub given_name: String,
}

impl fmt::Display for Salutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.company, &self.department, &self.title, &self.family_name, &self.given_name] {
            let part: String = part.chars().filter(|letter| !letter.is_control()).collect();
            if !part.is_empty() {
                write!(f, "{part} ")?;
            }
        }
        write!(f, "様")
    }
}

/// 仮ログインID and 仮パスワード, as they are mailed (N-042).
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// 7 digits.
    pub login_id: &'a str,
    /// 8 characters.
    pub password: &'a str,
    /// The URL of the login page.
    pub login_url: &'a str,
}

/// The notes that close every mail: do not answer (N-047), and the contacts (N-049, C-099).
fn foot(operator: &Operator) -> String {
    let mut text = String::from(
        "・このメールは自動配信しています。送信専用のため、直接返信いただいてもお問い合わせにはお答えできません。\n\
         ・ご不明な点・ご質問等がございましたら、下記までご連絡をお願いします。\n\n",
    );
    text.push_str(&operator.name);
    text.push('\n');
    if !operator.address.is_empty() {
        text.push_str(&operator.address);
        text.push('\n');
    }
    for contact in &operator.contacts {
        for part in [&contact.name, " ", &contact.telephone, "（", &contact.hours, "）\n"] {
            text.push_str(part);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Salutation;

    #[test]
    fn empty_parts_are_left_out_of_the_salutation() {
        let whole = Salutation {
            company: "ナックスシステム株式会社".into(),
            department: "通関課".into(),
            title: "課長".into(),
            family_name: "混載".into(),
            given_name: "一郎".into(),
        };
        assert_eq!(whole.to_string(), "ナックスシステム株式会社 通関課 課長 混載 一郎 様");
        let short = Salutation { department: String::new(), title: String::new(), ..whole };
        assert_eq!(short.to_string(), "ナックスシステム株式会社 混載 一郎 様");
    }

    #[test]
    fn a_name_cannot_begin_a_line() {
        let name = Salutation { family_name: "混載\r\nBcc: x@example.jp".into(), ..Salutation::default() };
        assert_eq!(name.to_string(), "混載Bcc: x@example.jp 様");
    }
}
