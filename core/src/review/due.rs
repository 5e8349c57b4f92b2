//! The moves and reminders that fall due by the calendar (V-21, N-292). The clock's jobs and the tests read them.

use chrono::NaiveDate;

use super::deadline::settings_deadline;
use super::{Move, State};
use crate::calendar::business_days_before;

/// Business days between the reminder and システム設定申込締切日, which is not counted (decided).
const REMINDER_DAYS: u32 = 3;

/// The move that the clock makes of a contract's application on a day. Beyond the calendar a deadline is unknown; an
/// application lapses on its start day then.
pub fn step(state: State, start: NaiveDate, today: NaiveDate) -> Option<Move> {
    let has_lapsed = || settings_deadline(start).map_or(start <= today, |deadline| deadline < today);
    match state {
        State::Approved if has_lapsed() => Some(Move::Void),
        State::SettingsReceived if start <= today => Some(Move::Hold),
        State::SettingsApproved if start <= today => Some(Move::Start),
        _ => None,
    }
}

/// システム設定申込締切日, if its reminder is due: in the last business days before it, and not on the day of the approval
/// itself, whose mail says the same.
pub fn reminder(approved: NaiveDate, start: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let deadline = settings_deadline(start)?;
    let first = business_days_before(deadline, REMINDER_DAYS)?;
    (today > approved && (first..=deadline).contains(&today)).then_some(deadline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Actor, Kind, life};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The start of the manual's example (N-268); its deadline is 2019-12-05.
    const START: &str = "2019-12-11";

    #[test]
    fn each_move_falls_due_on_its_day() {
        for (state, last, first, step_of_day) in [
            (State::Approved, "2019-12-05", "2019-12-06", Move::Void),
            (State::SettingsReceived, "2019-12-10", START, Move::Hold),
            (State::SettingsApproved, "2019-12-10", START, Move::Start),
            (State::Approved, "2031-02-02", "2031-02-03", Move::Void),
        ] {
            let start = if first > "2031" { day(first) } else { day(START) };
            assert_eq!(step(state, start, day(last)), None, "{state:?}");
            assert_eq!(step(state, start, day(first)), Some(step_of_day), "{state:?}");
        }
    }

    #[test]
    fn each_move_of_the_clock_falls_due_and_nothing_else_does() {
        let late = day("2020-01-31");
        for state in State::ALL {
            let of_the_table: Vec<Move> = life::moves(Kind::New, *state, Actor::Clock).collect();
            assert_eq!(of_the_table, Vec::from_iter(step(*state, day(START), late)), "{state:?}");
        }
    }

    #[test]
    fn a_reminder_falls_due_in_the_three_business_days_before_the_deadline() {
        let reminded = |approved, today| reminder(day(approved), day(START), day(today));
        for today in ["2019-12-02", "2019-12-04", "2019-12-05"] {
            assert_eq!(reminded("2019-11-20", today), Some(day("2019-12-05")), "{today}");
        }
        for (approved, today) in [
            ("2019-11-20", "2019-12-01"),
            ("2019-11-20", "2019-12-06"),
            // M-3 of the same day has said it.
            ("2019-12-02", "2019-12-02"),
        ] {
            assert_eq!(reminded(approved, today), None, "{approved} {today}");
        }
    }
}
