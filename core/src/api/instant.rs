//! How an instant is read: RFC 3339, by a few lines of our own, since chrono's general parser would weigh more than a page.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Deserializer, de::Error};

use super::Instant;

/// Reads `2026-11-20T10:15:00.123+09:00`; the fraction may be missing, and the offset may be `Z`.
pub fn parse(text: &str) -> Option<Instant> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(text.get(0..4)?.parse().ok()?, number(5..7)?, number(8..10)?)?;
    let time = day.and_hms_opt(number(11..13)?, number(14..16)?, number(17..19)?)?;
    let mut rest = text.get(19..)?;
    let mut millis = 0;
    if let Some(behind) = rest.strip_prefix('.') {
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let (fraction, after) = behind.split_at_checked(digits)?;
        rest = after;
        let read = fraction.bytes().chain(*b"000").take(3);
        millis = read.fold(0, |millis, digit| millis * 10 + i64::from(digit - b'0'));
    }
    let seconds = match rest.as_bytes() {
        b"Z" | b"z" => 0,
        [sign, h1, h2, b':', m1, m2] => {
            let two = |one: &u8, other: &u8| -> Option<i32> {
                let both = [*one, *other];
                both.iter().all(u8::is_ascii_digit).then(|| i32::from(one - b'0') * 10 + i32::from(other - b'0'))
            };
            let seconds = two(h1, h2)? * 3600 + two(m1, m2)? * 60;
            match sign {
                b'+' => seconds,
                b'-' => -seconds,
                _ => return None,
            }
        }
        _ => return None,
    };
    let offset = FixedOffset::east_opt(seconds)?;
    let utc = time.and_utc().timestamp_millis() - i64::from(seconds) * 1000 + millis;
    Some(DateTime::from_timestamp_millis(utc)?.with_timezone(&offset))
}

/// For serde: an instant.
pub(super) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Instant, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text).ok_or_else(|| D::Error::custom("not an instant"))
}

/// For serde: an instant, or null.
pub(super) fn read_optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Instant>, D::Error> {
    let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
    parse(&text).map(Some).ok_or_else(|| D::Error::custom("not an instant"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_read_as_chrono_reads_them() {
        for text in [
            "2026-11-20T10:15:00+09:00",
            "2026-11-20T10:15:00.5+09:00",
            "2024-02-29T23:59:59.123456789-01:30",
            "1970-01-01T00:00:00Z",
        ] {
            let chronos = DateTime::parse_from_rfc3339(text).unwrap();
            let ours = parse(text).unwrap();
            assert_eq!(ours.timestamp_millis(), chronos.timestamp_millis(), "{text}");
            assert_eq!(ours.offset(), chronos.offset(), "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "2026-11-20",
            "2026-02-30T00:00:00Z",
            "2026-11-20T10:15:00",
            "2026-11-20T10:15:00+9",
            "二〇二六-11-20T10:15:00Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
