//! 標準日数: the standard number of business days from 利用申込 to 利用開始 (N-003, N-004, N-008, N-071, N-146). It warns and never
//! blocks.

use chrono::{Days, NaiveDate};

use super::{access, connection, office};
use crate::calendar::{is_business_day, nth_business_day};
use crate::form::{Fault, Field, Message, Scope, Violation};
use crate::value::date::{japanese, long_form, parse};

/// 専用回線 60営業日, BB-光回線 60営業日程度; the day of the application is the first (N-003, N-004).
pub const STANDARD_DAYS: u32 = 60;
/// Calendar days within which the standard days have passed in every year of the calendar.
const STANDARD_WITHIN: Days = Days::new(120);

pub(crate) static SHORT: Message = Message::warns(
    "date.lead-time",
    "標準日数（{days}営業日）より短い期間での申込です。ご希望に添えない場合があります。予めご了承ください。今日申し込む場合の最短は{earliest}です。",
);
pub(super) static CLOSED: Message =
    Message::warns("date.closed", "{label}（{day}）は営業日ではありません。次の営業日は{next}です。");
pub(super) static UNKNOWN: Message =
    Message::warns("date.unknown", "{label}の年の祝日がまだ公表されていないため、営業日かどうかは審査で確認します。");

/// The sentences of [`warn`].
pub static MESSAGES: &[&Message] = &[&SHORT, &CLOSED, &UNKNOWN];

/// The earliest day by the standard days for an application of `today`; `None` beyond the years of the calendar.
pub fn earliest(today: NaiveDate) -> Option<NaiveDate> {
    nth_business_day(today, STANDARD_DAYS)
}

/// The hint before typing (F042).
pub fn advice(scope: &Scope, today: NaiveDate) -> String {
    let Some(day) = earliest(today).filter(|_| needs_works(scope)) else { return String::new() };
    format!(
        "標準日数は{STANDARD_DAYS}営業日です（申込日を1日目と数えます）。今日申し込む場合の最短は{}です。",
        long_form(day)
    )
}

/// The hint at 利用開始希望日: the items of a change say whether a line has to be built, and a contract does not.
pub(super) fn advice_for_start(scope: &Scope, today: NaiveDate) -> String {
    if scope.raw(&office::CODE).is_empty() { advice(scope, today) } else { String::new() }
}

/// Whether a new line has to be built; otherwise there is no lead time (N-013). netNACCS needs no line.
fn needs_works(scope: &Scope) -> bool {
    access::uses_general(scope) && !scope.is(&connection::KIND, "gateway_only")
}

/// Warns of a wished day that is too early, closed or beyond the calendar. Returns the day unless it is past,
/// unreadable or not asked.
pub(super) fn warn(
    scope: &Scope,
    field: &'static Field,
    today: NaiveDate,
    faults: &mut Vec<Fault>,
) -> Option<NaiveDate> {
    let day = parse(&scope.text(field)).filter(|day| *day >= today && scope.asked(field))?;
    match is_business_day(day) {
        None => faults.push(scope.fault(field, Violation::new(&UNKNOWN))),
        Some(true) => {}
        Some(false) => {
            let next = nth_business_day(day, 1).map(japanese).unwrap_or_default();
            faults.push(scope.fault(field, Violation::new(&CLOSED).with("day", long_form(day)).with("next", next)));
        }
    }
    // Counting business days is the slowest part of the check: it is skipped for days beyond the bound.
    let is_far = today.checked_add_days(STANDARD_WITHIN).is_none_or(|far| far <= day);
    let earliest = if is_far { None } else { earliest(today) };
    if let Some(earliest) = earliest.filter(|earliest| day < *earliest && needs_works(scope)) {
        let violation =
            Violation::new(&SHORT).with("days", STANDARD_DAYS.to_string()).with("earliest", long_form(earliest));
        faults.push(scope.fault(field, violation));
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::{FORM, lines, start};
    use crate::form::{At, Draft, RowId, check};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn codes(start: &str, works: &str, today: &str) -> Vec<(&'static str, String)> {
        let mut draft = Draft::empty(&FORM);
        draft.set(At::once(&start::DATE), start);
        draft.set(At::once(&connection::KIND), if works.is_empty() { "gateway_only" } else { "new_line" });
        let row = RowId::from_random(1);
        draft.add_row(&lines::LINES, None, row);
        draft.set(At::row(&lines::WORKS_DATE, row), works);
        let faults = check(&draft, day(today));
        let dates = faults.iter().filter(|fault| fault.code().starts_with("date."));
        dates.map(|fault| (fault.code(), fault.message())).collect()
    }

    #[test]
    fn the_standard_days_have_passed_within_the_days_that_are_counted() {
        for today in day("2018-01-01").iter_days().take_while(|today| *today < day("2030-09-01")) {
            assert!(earliest(today).unwrap() <= today + STANDARD_WITHIN, "{today}");
        }
    }

    /// The manual's own dates, on the day before its works (N-070, N-140).
    #[test]
    fn the_manuals_works_warn_and_its_start_is_clean() {
        let found = codes("20190418", "20181030", "2018-10-29");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "date.lead-time");
        assert!(found[0].1.contains("最短は2019年1月29日（火）平成31年です"), "{}", found[0].1);
        assert_eq!(
            advice(&Scope::whole(&Draft::empty(&FORM)), day("2018-10-29")),
            "標準日数は60営業日です（申込日を1日目と数えます）。今日申し込む場合の最短は2019年1月29日（火）平成31年です。"
        );
    }

    #[test]
    fn the_earliest_day_itself_is_clean() {
        assert_eq!(codes("2020-02-03", "2020-02-03", "2019-11-01"), []);
        assert_eq!(codes("2020-02-03", "2020-01-31", "2019-11-01")[0].0, "date.lead-time");
    }

    #[test]
    fn closed_days_and_works_after_the_start_warn() {
        let found = codes("2026-05-03", "2026-05-07", "2026-01-05");
        assert_eq!(found.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["date.closed", "date.works-after-start"]);
        assert!(found[0].1.contains("次の営業日は2026年5月7日です"), "{}", found[0].1);
    }

    #[test]
    fn without_works_there_is_no_lead_time() {
        assert_eq!(codes("2026-11-24", "", "2026-11-20"), []);
    }

    #[test]
    fn beyond_the_calendar_it_says_so_and_does_not_block() {
        assert_eq!(codes("2031-01-06", "", "2026-11-20")[0].0, "date.unknown");
    }
}
