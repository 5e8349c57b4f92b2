//! `nss postcodes compare`: lists the differences between two repaired sources, so that they can be explained.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::iter;
use std::path::PathBuf;

use super::record::Record;
use super::{PostcodeError, normalise, source};

/// Reads and repairs both; returns each kind of difference with its count and some examples, as text to print.
pub(super) fn run(sources: [PathBuf; 2], examples: usize) -> Result<String, PostcodeError> {
    let mut lines = Vec::new();
    let [one, other] = sources.map(|path| {
        lines.push(path.display().to_string());
        let mut records = source::read(&[path])?;
        let read = ("places read", records.len());
        let counts = iter::once(read).chain(normalise::normalise(&mut records));
        lines.extend(counts.map(|(says, count)| format!("{count:>7}  {says}")));
        Ok(records)
    });
    let (one, other) = (one?, other?);
    for (says, is_office) in [("addresses", false), ("large offices", true)] {
        let [one, other] = [&one, &other].map(|records| by_code(records, is_office));
        lines.push(format!("\n{says}: {} postcodes in the first, {} in the second", one.len(), other.len()));
        if !one.is_empty() && !other.is_empty() {
            lines.extend(report(&one, &other, examples));
        }
    }
    Ok(lines.join("\n") + "\n")
}

/// The kinds of difference, the most frequent first.
fn report(one: &ByCode, other: &ByCode, examples: usize) -> Vec<String> {
    let (same, kinds) = differences(one, other);
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, found)| Reverse(found.len()));
    let mut lines = vec![format!("{same:>7}  the same in both")];
    for (kind, found) in kinds {
        lines.push(format!("{:>7}  {kind}", found.len()));
        lines.extend(found.iter().take(examples).map(|example| format!("{:>9}{example}", "")));
    }
    lines
}

type ByCode<'a> = BTreeMap<&'a str, Vec<&'a Record>>;

fn by_code(records: &[Record], is_office: bool) -> ByCode<'_> {
    let mut codes = ByCode::new();
    for record in records.iter().filter(|record| record.office.is_some() == is_office) {
        codes.entry(&record.code).or_default().push(record);
    }
    codes
}

/// The number of postcodes with the same places, and the others as lines to print, by kind of difference.
fn differences(one: &ByCode, other: &ByCode) -> (usize, BTreeMap<String, Vec<String>>) {
    let mut same = 0;
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |kind: String, line: String| kinds.entry(kind).or_default().push(line);
    for (code, here) in one {
        let Some(there) = other.get(code) else {
            add(alone("first", here, other), line(code, here));
            continue;
        };
        let (left, right) = (without(here, there), without(there, here));
        if left.is_empty() && right.is_empty() {
            if here == there {
                same += 1;
            } else {
                add("the same places in another order".into(), line(code, here));
            }
        } else {
            add(kind(&left, &right), format!("{} → {}", line(code, &left), changed(&left, &right)));
        }
    }
    for (code, there) in other.iter().filter(|(code, _)| !one.contains_key(*code)) {
        add(alone("second", there, one), line(code, there));
    }
    (same, kinds)
}

/// The places that the others do not have.
fn without<'a>(places: &[&'a Record], others: &[&Record]) -> Vec<&'a Record> {
    places.iter().filter(|place| !others.contains(place)).copied().collect()
}

/// The kind of a postcode that one source has alone: whether its place only has another postcode in the other.
fn alone(which: &str, places: &[&Record], other: &ByCode) -> String {
    let is_there = |place: &&Record| other.values().flatten().any(|known| identity(known) == identity(place));
    let moved = if places.iter().any(is_there) { ", the other has a place of it under another postcode" } else { "" };
    format!("only in the {which}{moved}")
}

/// The identity of a place without its postcode.
fn identity(record: &Record) -> [&str; 4] {
    let named = record.office.as_ref().map_or(&record.note, |office| &office.name);
    let (city, town) = if record.office.is_some() { ("", "") } else { (&*record.city, &*record.town) };
    [&record.prefecture, city, town, named]
}

/// The kind of a postcode with other places: the texts that differ, or that there are more or fewer.
fn kind(left: &[&Record], right: &[&Record]) -> String {
    match (left.len(), right.len()) {
        (0, _) => "the second has more places".into(),
        (_, 0) => "the first has more places".into(),
        (one, other) if one != other => "places divided otherwise".into(),
        _ => {
            let pairs = || left.iter().zip(right);
            let differs = |says: &&(&str, Part)| pairs().any(|(one, other)| says.1(one) != says.1(other));
            PARTS.iter().filter(differs).map(|(says, _)| *says).collect::<Vec<_>>().join(", ")
        }
    }
}

type Part = fn(&Record) -> Option<&str>;

/// The texts of a place, with their names.
const PARTS: [(&str, Part); 9] = [
    ("prefecture", |record| Some(&record.prefecture)),
    ("municipality", |record| Some(&record.city)),
    ("reading of the municipality", |record| Some(&record.city_kana)),
    ("town", |record| Some(&record.town)),
    ("reading of the town", |record| Some(&record.town_kana)),
    ("note", |record| Some(&record.note)),
    ("name", |record| Some(&record.office.as_ref()?.name)),
    ("reading of the name", |record| Some(&record.office.as_ref()?.kana)),
    ("street", |record| Some(&record.office.as_ref()?.street)),
];

fn line(code: &str, places: &[&Record]) -> String {
    format!("{code}  {}", places.iter().map(|place| words(place, |_| true)).collect::<Vec<_>>().join(" + "))
}

/// The differing texts of the places on the right; of places that pair, only those texts.
fn changed(left: &[&Record], right: &[&Record]) -> String {
    let pairs = left.len() == right.len();
    let places =
        right.iter().enumerate().map(|(at, place)| words(place, |part| !pairs || part(place) != part(left[at])));
    places.collect::<Vec<_>>().join(" + ")
}

/// Those texts of a place that are wanted.
fn words(place: &Record, is_wanted: impl Fn(Part) -> bool) -> String {
    let wanted = PARTS.iter().filter(|(_, part)| is_wanted(*part));
    let texts = wanted.filter_map(|(_, part)| part(place)).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postcodes::record::Office;

    fn area(code: &str, town: &str, kana: &str) -> Record {
        let [code, town, town_kana] = [code, town, kana].map(str::to_owned);
        Record { code, prefecture: "奈良県".into(), city: "桜井市".into(), town, town_kana, ..Record::default() }
    }

    fn firm(code: &str, name: &str, street: &str) -> Record {
        let office = Office { name: name.into(), kana: String::new(), street: street.into() };
        Record { office: Some(office), ..area(code, "東田", "") }
    }

    fn told(one: &[Record], other: &[Record], is_office: bool) -> Vec<String> {
        report(&by_code(one, is_office), &by_code(other, is_office), 2)
    }

    #[test]
    fn each_kind_of_difference_is_counted_with_examples() {
        let one = [
            area("1", "甲", "コウ"),
            area("2", "東田", "ヒガシダ"),
            area("3", "丙", "ヘイ"),
            area("3", "丁", "テイ"),
            area("4", "戊", "ボ"),
            area("5", "己", "キ"),
        ];
        let other = [
            area("1", "甲", "コウ"),
            area("2", "東田", "ヒガイダ"),
            area("3", "丙", "ヘイ"),
            area("4", "庚", "コウ"),
            area("6", "己", "キ"),
            area("7", "辛", "シン"),
        ];
        assert_eq!(
            told(&one, &other, false),
            [
                "      1  the same in both",
                "      1  only in the first, the other has a place of it under another postcode",
                "         5  奈良県 桜井市 己 キ",
                "      1  only in the second",
                "         7  奈良県 桜井市 辛 シン",
                "      1  only in the second, the other has a place of it under another postcode",
                "         6  奈良県 桜井市 己 キ",
                "      1  reading of the town",
                "         2  奈良県 桜井市 東田 ヒガシダ → ヒガイダ",
                "      1  the first has more places",
                "         3  奈良県 桜井市 丁 テイ → ",
                "      1  town, reading of the town",
                "         4  奈良県 桜井市 戊 ボ → 庚 コウ",
            ]
        );
    }

    #[test]
    fn large_offices_are_compared_apart_and_places_in_any_order() {
        let one = [area("1", "甲", "コウ"), firm("8", "Ａ社", "１"), firm("8", "Ｂ社", "２")];
        let other = [firm("8", "Ｂ社", "２"), firm("8", "Ａ社", "１")];
        assert_eq!(
            told(&one, &other, true),
            [
                "      0  the same in both",
                "      1  the same places in another order",
                "         8  奈良県 桜井市 東田 Ａ社 １ + 奈良県 桜井市 東田 Ｂ社 ２",
            ]
        );
        assert_eq!(told(&one, &[firm("8", "Ａ社", "３")], true)[1], "      1  places divided otherwise");
    }
}
