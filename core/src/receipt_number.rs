//! 申込受付番号 (N-234, F099): two-digit year, five digits in sequence, a letter: `1800055A`. Never an access key.

use std::fmt;

use chrono::{DateTime, Datelike, TimeZone};

use crate::account::provisional::civil_date;

/// The kind of application; the last letter of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// 利用申込: new, change, 通関士.
    Application,
    /// システム設定申込.
    SystemSettings,
}

impl Series {
    /// The last letter of the number.
    pub const fn letter(self) -> char {
        match self {
            Self::Application => 'A',
            Self::SystemSettings => 'S',
        }
    }

    /// The series of a written number; none for another letter.
    pub fn of(number: &str) -> Option<Self> {
        let letter = number.chars().next_back()?;
        [Self::Application, Self::SystemSettings].into_iter().find(|series| series.letter() == letter)
    }
}

/// Most numbers that one series has in one year.
pub const MOST: u32 = 99_999;

/// One number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptNumber {
    year: u32,
    sequence: u32,
    series: Series,
}

impl ReceiptNumber {
    /// The `sequence`-th number (from 1) of `year` (two digits); none beyond five digits.
    pub fn new(year: u32, sequence: u32, series: Series) -> Option<Self> {
        (year < 100 && (1..=MOST).contains(&sequence)).then_some(Self { year, sequence, series })
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}{:05}{}", self.year, self.sequence, self.series.letter())
    }
}

/// The two-digit year, in Japan, in which a number is given.
pub fn year_of<Z: TimeZone>(at: &DateTime<Z>) -> u32 {
    civil_date(at).year().rem_euclid(100).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::{ReceiptNumber, Series, year_of};
    use chrono::DateTime;

    #[test]
    fn the_manuals_number_comes_out() {
        let number = ReceiptNumber::new(18, 55, Series::Application).unwrap();
        assert_eq!(number.to_string(), "1800055A");
    }

    #[test]
    fn there_is_no_number_zero_and_none_of_six_digits() {
        assert!(ReceiptNumber::new(26, 0, Series::Application).is_none());
        assert!(ReceiptNumber::new(26, 100_000, Series::Application).is_none());
        assert_eq!(ReceiptNumber::new(26, 99_999, Series::SystemSettings).unwrap().to_string(), "2699999S");
    }

    #[test]
    fn the_year_changes_at_midnight_in_japan() {
        assert_eq!(year_of(&DateTime::parse_from_rfc3339("2026-12-31T14:59:59Z").unwrap()), 26);
        assert_eq!(year_of(&DateTime::parse_from_rfc3339("2026-12-31T15:00:00Z").unwrap()), 27);
    }
}
