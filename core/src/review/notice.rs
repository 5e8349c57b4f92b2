//! ID通知: the sheet with the codes of a contract, and the words about its passwords (N-260 … N-269).

use chrono::{Datelike, NaiveDate};

use crate::api::{CredentialNotice, NoticeLine, NoticeTerminal, OfficeCredential, UserCredential};
use crate::application::billing::address as billing;
use crate::application::{connection, lines, office, start, user_codes};
use crate::calendar::is_business_day;
use crate::form::{Draft, Scope, Section};
use crate::trade::SYSTEMS;
use crate::value::{choice, codes, date};
use user_codes::ids;

/// The sheet of a contract, without its passwords: they come from `password`, by 事業所コード, or 利用者コード and 識別番号 joined.
pub fn compose(contract: &Draft, number: &str, password: impl Fn(&str) -> Option<String>) -> CredentialNotice {
    let whole = Scope::whole(contract);
    let code = whole.text(&office::CODE).into_owned();
    let office = OfficeCredential {
        password: password(&code),
        code,
        abbreviation: whole.words(&office::ABBREVIATION),
        billing_code: whole.words(&billing::CONTRACT_CODE),
        system: system(&whole),
        starts_on: date::parse(&whole.text(&start::CONFIRMED_DATE)).map(date::with_weekday).unwrap_or_default(),
        customs: whole.words(&office::CUSTOMS_OFFICE),
    };
    CredentialNotice {
        number: number.to_owned(),
        office,
        users: users(&whole, &password),
        lines: whole.rows(&lines::LINES).map(|line| line_of(&line)).collect(),
        terminals: terminals(&whole),
        is_readable: false,
        explanation: String::new(),
        can_reissue: false,
        reissue_requested_at: None,
    }
}

/// The name under which the password of a 識別番号 is kept.
pub fn user_name(code: &str, number: &str) -> String {
    format!("{code}{number}")
}

fn users(whole: &Scope, password: &impl Fn(&str) -> Option<String>) -> Vec<UserCredential> {
    let mut users = Vec::new();
    for of_code in whole.rows(&user_codes::USER_CODES) {
        let code = of_code.text(&user_codes::CODE);
        for id in of_code.rows(&ids::IDS) {
            for number in codes::each(&id.text(&ids::NUMBERS)) {
                users.push(UserCredential {
                    trades: id.words(&ids::TRADES),
                    mode: id.words(&ids::MODE),
                    code: code.clone().into_owned(),
                    number: number.to_owned(),
                    password: password(&user_name(&code, number)),
                });
            }
        }
    }
    users
}

fn line_of(line: &Scope) -> NoticeLine {
    NoticeLine {
        access: line.words(&lines::ACCESS),
        number: line.words(&lines::NUMBER),
        system: line.words(&lines::SYSTEM),
        method: line.words(&lines::METHOD),
        redundancy: if line.is(&lines::REDUNDANCY, "yes") { "○" } else { "×" }.to_owned(),
        ip: line.words(&lines::IP),
        dns: line.words(&lines::DNS),
    }
}

fn terminals(whole: &Scope) -> Vec<NoticeTerminal> {
    let of_lines = whole.rows(&lines::LINES).flat_map(|line| {
        let (number, system) = (line.words(&lines::NUMBER), line.words(&lines::SYSTEM));
        let rows = line.rows(&lines::terminals::TERMINALS);
        rows.map(move |row| terminal(&row, &lines::terminals::TERMINALS, &number, &system))
    });
    let system = whole.words(&connection::SYSTEM);
    let list = &connection::terminals::GATEWAY_TERMINALS;
    let behind = whole.rows(list).map(|row| terminal(&row, list, "", &system));
    of_lines.chain(behind).collect()
}

/// A row of one of the two lists of terminals: their fields have the same keys.
fn terminal(row: &Scope, list: &'static Section, line: &str, system: &str) -> NoticeTerminal {
    let text = |key: &str| {
        let field = list.fields.iter().find(|field| field.key == key);
        field.map(|field| row.words(field)).unwrap_or_default()
    };
    NoticeTerminal {
        line: line.to_owned(),
        system: system.to_owned(),
        device: text("device"),
        mode: text("mode"),
        name: text("name"),
        ip: text("ip"),
    }
}

/// The one システム区分 of all 利用者コード; 共用 if they differ.
fn system(whole: &Scope) -> String {
    choice::find(lines::system_of_the_codes(whole), &SYSTEMS).map(|known| known.label.to_owned()).unwrap_or_default()
}

/// Until when passwords can be read: `until` is the last day.
pub fn countdown(until: NaiveDate, today: NaiveDate) -> String {
    let left = today.iter_days().skip(1).take_while(|day| *day <= until);
    // Beyond the calendar every day counts.
    let left = left.filter(|day| is_business_day(*day) != Some(false)).count();
    let until = short(until);
    if left == 0 {
        return format!("パスワードを参照できるのは、本日（{until}まで）です。");
    }
    format!("パスワードは、あと{left}営業日（{until}まで）参照できます。")
}

/// How to ask for new passwords once they cannot be read any more (N-269).
pub fn closed(until: Option<NaiveDate>) -> String {
    let until = until.map(|until| format!("（{}まで）", short(until))).unwrap_or_default();
    format!(
        "パスワード参照期間{until}を過ぎたため、パスワードは参照できません。必要な場合は、パスワードの再発行を依頼してください。"
    )
}

/// The passwords of a contract that has ended.
pub const ENDED: &str = "この申込は無効になったため、パスワードは参照できません。";

/// 12月12日（木）.
fn short(day: NaiveDate) -> String {
    format!("{}月{}日（{}）", day.month(), day.day(), date::weekday(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The window of the manual's example (N-268) ends on Thursday 2019-12-12.
    #[test]
    fn business_days_are_counted_down() {
        for (today, words) in [
            ("2019-12-02", "パスワードは、あと8営業日（12月12日（木）まで）参照できます。"),
            ("2019-12-09", "パスワードは、あと3営業日（12月12日（木）まで）参照できます。"),
            ("2019-12-07", "パスワードは、あと4営業日（12月12日（木）まで）参照できます。"),
            ("2019-12-12", "パスワードを参照できるのは、本日（12月12日（木）まで）です。"),
        ] {
            assert_eq!(countdown(day("2019-12-12"), day(today)), words, "{today}");
        }
        let over_new_year = countdown(day("2027-01-05"), day("2026-12-28"));
        assert_eq!(over_new_year, "パスワードは、あと2営業日（1月5日（火）まで）参照できます。");
    }
}
