//! The days of a contract as a calendar file (RFC 5545), for the calendars of other programs.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};

use super::deadline::{last_readable_day, settings_deadline};

/// Most octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// 利用開始日, システム設定申込締切日 and the end of パスワード参照期間 of the application with that number. `host` parts the names of
/// the entries from those of other services; `at` is the instant of the file.
pub fn write<Z: TimeZone>(number: &str, start: NaiveDate, host: &str, at: &DateTime<Z>) -> String {
    let stamp = at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string();
    let mut file = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//NSS//NSS//JA\r\nMETHOD:PUBLISH\r\n");
    let days = [
        ("settings", settings_deadline(start), "システム設定申込締切日"),
        ("start", Some(start), "利用開始日"),
        ("passwords", Some(last_readable_day(start)), "パスワードを参照できる最後の日"),
    ];
    for (name, day, summary) in days {
        let Some(day) = day else { continue };
        let lines = [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{number}-{name}@{host}"),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")),
            format!("SUMMARY:{}", escaped(&format!("【NACCS】{summary}（申込受付番号 {number}）"))),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ];
        for line in &lines {
            fold(&mut file, line);
        }
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

/// A text with the signs escaped that part values (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line, folded between characters: each further line begins with a space.
fn fold(file: &mut String, line: &str) {
    let mut room = LINE;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            file.push_str("\r\n ");
            room = LINE - 1;
        }
        file.push(letter);
        room -= letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn the_three_days_of_the_manuals_example_stand_in_it() {
        let at = DateTime::parse_from_rfc3339("2019-12-02T10:15:00+09:00").unwrap();
        let file = write("1900055A", "2019-12-11".parse().unwrap(), "nss.example.jp", &at);
        assert!(file.split("\r\n").all(|line| line.len() <= LINE && !line.contains('\n')), "{file}");
        let lines = unfolded(&file);
        let of = |name: &str| lines.iter().filter_map(|line| line.strip_prefix(name)).collect::<Vec<_>>();
        assert_eq!(of("DTSTART;VALUE=DATE:"), ["20191205", "20191211", "20191212"]);
        assert_eq!(of("DTSTAMP:"), ["20191202T011500Z"; 3]);
        assert_eq!(of("UID:")[1], "1900055A-start@nss.example.jp");
        assert_eq!(of("SUMMARY:")[2], "【NACCS】パスワードを参照できる最後の日（申込受付番号 1900055A）");
        assert_eq!((lines[0].as_str(), lines.last().unwrap().as_str()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
        assert_eq!((of("BEGIN:VEVENT").len(), of("END:VEVENT").len()), (3, 3));
    }

    #[test]
    fn beyond_the_calendar_the_deadline_is_left_out() {
        let at = DateTime::parse_from_rfc3339("2030-12-02T10:15:00+09:00").unwrap();
        let file = write("3000055A", "2031-02-03".parse().unwrap(), "nss.example.jp", &at);
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
    }

    #[test]
    fn no_text_ends_a_line_or_a_value() {
        assert_eq!(escaped("a;b,c\\d\r\ne"), "a\\;b\\,c\\\\d\\ne");
        let mut file = String::new();
        fold(&mut file, &"本".repeat(60));
        assert!(file.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(unfolded(&file), ["本".repeat(60)]);
    }
}
