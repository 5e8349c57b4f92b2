//! A shard: the places of all postcodes with the same first three digits, as plain text.
//!
//! ```text
//! 100                                          the three digits; a text that begins otherwise is no shard
//! =13⇥千代田区⇥チヨダク                          prefecture, municipality and reading, for the lines that follow
//! 0001⇥千代田⇥チヨダ                             last four digits, town, reading, note, street, office
//! 8639⇥⇥⇥⇥大字今福８２５－３⇥株式会社メールハウス    empty fields at the end of a line are left out
//! ```
//!
//! One line is one place; a postcode of several places has several lines, in the order in which they are offered.

use std::fmt::Write as _;

use super::{PREFECTURES, Place};

/// A parsed shard, for look-ups of its postcodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    text: Box<str>,
    cities: Vec<City>,
    /// In the order of the last four digits; those of one postcode in the order of their lines.
    rows: Vec<Row>,
}

/// A line of a municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
struct City {
    prefecture: &'static str,
    /// The offset of its name in the text.
    name: usize,
}

/// A line of a place: small, because a search reads many.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    last: u16,
    /// The index of its municipality.
    city: u16,
    /// The offset of its line in the text.
    start: u32,
}

/// The name of the file that has the places of a postcode, from its first three digits on: `"100"` and `"1000001"`
/// give `"100.txt"`. None if the text does not begin with three digits. Every shard exists, also for unused digits.
pub fn shard_name(code: &str) -> Option<String> {
    code.get(..3).filter(|digits| is_digits(digits)).map(|digits| format!("{digits}.txt"))
}

impl Shard {
    /// Parses a shard. None for any other text, so that the response of a proxy or a broken connection does not pass
    /// for "this postcode does not exist". Unreadable lines are skipped.
    pub fn parse(text: &str) -> Option<Shard> {
        let mut lines = text.split_inclusive('\n');
        let first = lines.next()?;
        let digits = first.trim_end_matches(['\n', '\r']);
        if digits.len() != 3 || !is_digits(digits) {
            return None;
        }
        let mut shard = Shard { text: text.into(), cities: Vec::new(), rows: Vec::new() };
        let mut start = first.len();
        let mut city = None;
        for line in lines {
            if let Some(municipality) = line.strip_prefix('=') {
                city = municipality.split_once('\t').and_then(|(code, rest)| {
                    let (prefecture, _) = PREFECTURES.iter().find(|(known, _)| *known == code)?;
                    shard.cities.push(City { prefecture, name: start + line.len() - rest.len() });
                    (shard.cities.len() - 1).try_into().ok()
                });
            } else if let (Some(city), Some(last)) = (city, last_digits(line)) {
                shard.rows.push(Row { last, city, start: start.try_into().ok()? });
            }
            start += line.len();
        }
        // Places of one postcode keep the order of their lines.
        shard.rows.sort_unstable_by_key(|row| (row.last, row.start));
        Some(shard)
    }

    /// The places of a postcode of seven digits: none for one that does not exist or belongs to another shard.
    pub fn find(&self, code: &str) -> Vec<Place> {
        let last = code.strip_prefix(self.digits()).filter(|last| last.len() == 4).and_then(last_digits);
        let Some(last) = last else { return Vec::new() };
        let from = &self.rows[self.rows.partition_point(|row| row.last < last)..];
        let several = from.iter().take_while(|row| row.last == last).count();
        from[..several].iter().map(|row| self.place(row)).collect()
    }

    /// Every postcode of the shard with its places, in the order of postcodes.
    pub fn all(&self) -> impl Iterator<Item = (String, Place)> {
        self.rows.iter().map(|row| (format!("{}{:04}", self.digits(), row.last), self.place(row)))
    }

    fn digits(&self) -> &str {
        self.text.get(..3).unwrap_or_default()
    }

    /// Returns the fields of a line one by one, from `start` on; fields left out at its end are empty.
    fn fields(&self, start: usize) -> impl FnMut() -> String {
        let mut rest = self.text.get(start..).unwrap_or_default();
        move || {
            // A tab, or the end of the line: no field has control characters.
            let end = rest.bytes().position(|byte| byte < b' ').unwrap_or(rest.len());
            let (field, after) = rest.split_at_checked(end).unwrap_or_default();
            rest = after.strip_prefix('\t').unwrap_or_default();
            field.to_owned()
        }
    }

    fn place(&self, row: &Row) -> Place {
        let city = &self.cities[usize::from(row.city)];
        let (mut of_city, mut next) = (self.fields(city.name), self.fields(row.start as usize));
        next();
        Place {
            prefecture: city.prefecture,
            city: of_city(),
            city_kana: of_city(),
            town: next(),
            town_kana: next(),
            note: next(),
            street: next(),
            office: Some(next()).filter(|name| !name.is_empty()),
        }
    }
}

/// The four digits in front of a line, which a tab or its end follows.
fn last_digits(line: &str) -> Option<u16> {
    let (last, rest) = line.split_at_checked(4)?;
    let stands_alone = rest.is_empty() || rest.starts_with(['\t', '\r', '\n']);
    if stands_alone && is_digits(last) { last.parse().ok() } else { None }
}

/// Writes a shard; the places in their order.
pub(super) struct Writer {
    text: String,
    city: String,
}

impl Writer {
    /// An empty shard of these three digits.
    pub(super) fn new(digits: &str) -> Writer {
        Writer { text: format!("{digits}\n"), city: String::new() }
    }

    /// Adds a place: `city` as in the shard, and the fields of the line.
    pub(super) fn write(&mut self, city: &str, last: &str, fields: [&str; 5]) {
        if self.city != city {
            city.clone_into(&mut self.city);
            // Writing into a string cannot fail.
            let _ = writeln!(self.text, "={city}");
        }
        self.text += last;
        let filled = fields.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
        for field in &fields[..filled] {
            self.text.push('\t');
            self.text += field;
        }
        self.text.push('\n');
    }

    /// The text of the shard.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "100\n=13\t千代田区\tチヨダク\n0001\t千代田\tチヨダ\n0004\t大手町\tオオテマチ\t次のビルを除く\n\
        =11\t川越市\tカワゴエシ\n8639\t大字今福\t\t\t８２５－３\t株式会社　メールハウス\n";

    #[test]
    fn a_line_becomes_a_place_of_its_municipality() {
        let shard = Shard::parse(TEXT).unwrap();
        let found = shard.find("1000004");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].prefecture, found[0].city.as_str()), ("13", "千代田区"));
        assert_eq!((found[0].town.as_str(), found[0].note.as_str()), ("大手町", "次のビルを除く"));
        assert_eq!(found[0].office, None);
    }

    #[test]
    fn the_municipality_of_an_office_may_be_in_another_prefecture() {
        let found = Shard::parse(TEXT).unwrap().find("1008639");
        assert_eq!((found[0].prefecture, found[0].street.as_str()), ("11", "８２５－３"));
        assert_eq!(found[0].office.as_deref(), Some("株式会社　メールハウス"));
    }

    #[test]
    fn an_unknown_postcode_has_no_places() {
        let shard = Shard::parse(TEXT).unwrap();
        for code in ["1000007", "2000001", "100", "", "10000011", "千代田区", "100\t001"] {
            assert_eq!(shard.find(code), [], "{code}");
        }
    }

    #[test]
    fn other_texts_are_no_shard() {
        for text in ["", "<!doctype html>", "10\n", "1000\n", "１００\n"] {
            assert_eq!(Shard::parse(text), None, "{text}");
        }
        assert!(Shard::parse("008\n").is_some());
    }

    #[test]
    fn unreadable_lines_are_skipped() {
        let shard =
            Shard::parse("100\n0001\t宙\n=99\t某市\tボウシ\n0002\t無\n=13\n0003\n=13\t港区\tミナトク\n\nab\n0004")
                .unwrap();
        let all: Vec<_> = shard.all().map(|(code, place)| (code, place.city)).collect();
        assert_eq!(all, [("1000004".to_owned(), "港区".to_owned())]);
    }

    #[test]
    fn the_name_needs_three_digits() {
        assert_eq!(shard_name("1000001").as_deref(), Some("100.txt"));
        assert_eq!(shard_name("008").as_deref(), Some("008.txt"));
        for code in ["", "10", "１００", "10a", "../"] {
            assert_eq!(shard_name(code), None, "{code}");
        }
    }
}
