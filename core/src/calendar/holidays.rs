//! 国民の祝日 as data: month and day as one number, 429 for 29 April.
//!
//! 2018 … 2027: 内閣府「国民の祝日について」, checked against jpholiday. From 2028 on the equinoxes are computed and not
//! yet gazetted: the Cabinet Office announces a year's holidays in the February before.

/// The first year of the table.
pub const FIRST_YEAR: i32 = 2018;
/// The last year of the table.
pub const LAST_YEAR: i32 = 2030;

/// The holidays of each year, from [`FIRST_YEAR`] on, in order.
#[rustfmt::skip]
pub static HOLIDAYS: [&[u16]; 13] = [
    /* 2018 */ &[101, 108, 211, 212, 321, 429, 430, 503, 504, 505, 716, 811, 917, 923, 924, 1008, 1103, 1123, 1223, 1224],
    /* 2019 */ &[101, 114, 211, 321, 429, 430, 501, 502, 503, 504, 505, 506, 715, 811, 812, 916, 923, 1014, 1022, 1103, 1104, 1123],
    /* 2020 */ &[101, 113, 211, 223, 224, 320, 429, 503, 504, 505, 506, 723, 724, 810, 921, 922, 1103, 1123],
    /* 2021 */ &[101, 111, 211, 223, 320, 429, 503, 504, 505, 722, 723, 808, 809, 920, 923, 1103, 1123],
    /* 2022 */ &[101, 110, 211, 223, 321, 429, 503, 504, 505, 718, 811, 919, 923, 1010, 1103, 1123],
    /* 2023 */ &[101, 102, 109, 211, 223, 321, 429, 503, 504, 505, 717, 811, 918, 923, 1009, 1103, 1123],
    /* 2024 */ &[101, 108, 211, 212, 223, 320, 429, 503, 504, 505, 506, 715, 811, 812, 916, 922, 923, 1014, 1103, 1104, 1123],
    /* 2025 */ &[101, 113, 211, 223, 224, 320, 429, 503, 504, 505, 506, 721, 811, 915, 923, 1013, 1103, 1123, 1124],
    /* 2026 */ &[101, 112, 211, 223, 320, 429, 503, 504, 505, 506, 720, 811, 921, 922, 923, 1012, 1103, 1123],
    /* 2027 */ &[101, 111, 211, 223, 321, 322, 429, 503, 504, 505, 719, 811, 920, 923, 1011, 1103, 1123],
    /* 2028 */ &[101, 110, 211, 223, 320, 429, 503, 504, 505, 717, 811, 918, 922, 1009, 1103, 1123],
    /* 2029 */ &[101, 108, 211, 212, 223, 320, 429, 430, 503, 504, 505, 716, 811, 917, 923, 924, 1008, 1103, 1123],
    /* 2030 */ &[101, 114, 211, 223, 320, 429, 503, 504, 505, 506, 715, 811, 812, 916, 923, 1014, 1103, 1104, 1123],
];

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate, Weekday};

    use super::*;

    fn days() -> Vec<NaiveDate> {
        let of = |(year, days): (i32, &&[u16])| {
            days.iter()
                .map(|day| NaiveDate::from_ymd_opt(year, u32::from(day / 100), u32::from(day % 100)).unwrap())
                .collect::<Vec<_>>()
        };
        (FIRST_YEAR..).zip(&HOLIDAYS).flat_map(of).collect()
    }

    #[test]
    fn the_table_is_sorted_and_covers_its_years() {
        assert!(days().windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(days().first().unwrap().year(), FIRST_YEAR);
        assert_eq!(days().last().unwrap().year(), LAST_YEAR);
    }

    /// 国民の祝日に関する法律 §3: a holiday on a Sunday is followed by a day off in its stead, and a day between two holidays is
    /// one.
    #[test]
    fn sundays_are_made_up_for_and_days_between_are_free() {
        let days = days();
        for day in &days {
            if day.weekday() == Weekday::Sun {
                let next = day.iter_days().find(|day| !days.contains(day)).unwrap();
                let made_up = day.iter_days().skip(1).take_while(|day| *day < next).count();
                assert!(made_up >= 1, "{day} is a Sunday without another day in its stead");
            }
            let (between, after) = (day.succ_opt().unwrap(), day.succ_opt().unwrap().succ_opt().unwrap());
            if days.contains(&after) {
                assert!(days.contains(&between), "{between} stands between two holidays");
            }
        }
    }

    #[test]
    fn fixed_days_stand_in_every_year() {
        for year in FIRST_YEAR..=LAST_YEAR {
            for (month, day) in [(1, 1), (2, 11), (4, 29), (5, 3), (5, 4), (5, 5), (11, 3), (11, 23)] {
                assert!(days().contains(&NaiveDate::from_ymd_opt(year, month, day).unwrap()), "{year}-{month}-{day}");
            }
        }
    }
}
