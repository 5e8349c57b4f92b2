//! Rows of Japan Post's that have a sentence where the town should be: the town is empty, the sentence a note.

use super::count;
use super::lots::LOT;
use crate::postcodes::record::Record;

/// Means the rest of a municipality that no other row names.
pub(super) const NOT_LISTED: &str = "以下に掲載がない場合";
/// Ends 利島村一円: one postcode for the whole municipality.
pub(super) const WHOLE: &str = "一円";

/// 以下に掲載がない場合 as a town becomes a note.
pub(super) fn not_listed(records: &mut [Record]) -> usize {
    count(records, |record| record.town == NOT_LISTED && turn_into_note(record))
}

/// ○○の次に番地がくる場合 and ○○の次に６６４番地以降がくる場合 as a town become a note: the number follows the name of the
/// municipality.
pub(super) fn followed_by_number(records: &mut [Record]) -> usize {
    count(records, |record| {
        let says_it = record.town.contains("の次に") && record.town.ends_with("がくる場合");
        says_it && turn_into_note(record)
    })
}

/// ○○一円 becomes nothing; 一円 alone is a real town (522-0317).
pub(super) fn whole(records: &mut [Record]) -> usize {
    count(records, |record| {
        let says_it = record.office.is_none() && record.town.ends_with(WHOLE) && record.town != WHOLE;
        if says_it {
            record.town.clear();
            record.town_kana.clear();
        }
        says_it
    })
}

/// A town that lists several (甲、乙) becomes one place for each, to choose from: no address contains 甲、乙. Returns the
/// number of lists.
pub(super) fn list(records: &mut Vec<Record>) -> usize {
    let is_list = |record: &Record| record.office.is_none() && record.town.contains('、') && !record.town.contains(LOT);
    let lists = records.iter().filter(|record| is_list(record)).count();
    let divided = std::mem::take(records)
        .into_iter()
        .flat_map(|record| if is_list(&record) { each(&record) } else { vec![record] });
    *records = divided.collect();
    lists
}

fn each(record: &Record) -> Vec<Record> {
    let mut readings = record.town_kana.split('、');
    let towns = record.town.split('、').map(|town| {
        let town_kana = readings.next().unwrap_or_default().to_owned();
        Record { town: town.to_owned(), town_kana, ..record.clone() }
    });
    towns.collect()
}

fn turn_into_note(record: &mut Record) -> bool {
    let sentence = std::mem::take(&mut record.town);
    record.note = if record.note.is_empty() { sentence } else { format!("{sentence}（{}）", record.note) };
    record.town_kana.clear();
    true
}

#[cfg(test)]
mod tests {
    use super::super::tests::area;
    use super::*;

    #[test]
    fn a_sentence_is_no_town() {
        let mut records = vec![
            area("0600000", "札幌市中央区", NOT_LISTED, "イカニケイサイガナイバアイ", ""),
            area("4090142", "北都留郡小菅村", "小菅村の次に１〜６６３番地がくる場合", "コスゲムラ", ""),
            area("7660001", "仲多度郡琴平町", "琴平町の次に４２７番地以降がくる場合", "コトヒラチョウ", "川西"),
        ];
        assert_eq!(not_listed(&mut records), 1);
        assert_eq!(followed_by_number(&mut records), 2);
        for record in &records {
            assert_eq!((&*record.town, &*record.town_kana), ("", ""));
        }
        assert_eq!(records[0].note, NOT_LISTED);
        assert_eq!(records[1].note, "小菅村の次に１〜６６３番地がくる場合");
        assert_eq!(records[2].note, "琴平町の次に４２７番地以降がくる場合（川西）");
    }

    #[test]
    fn a_list_of_towns_becomes_a_choice() {
        let mut records = vec![area("7614103", "小豆郡土庄町", "甲、乙", "コウ、オツ", "大木戸")];
        assert_eq!(list(&mut records), 1);
        let towns: Vec<_> = records.iter().map(|record| (&*record.town, &*record.town_kana, &*record.note)).collect();
        assert_eq!(towns, [("甲", "コウ", "大木戸"), ("乙", "オツ", "大木戸")]);
    }

    #[test]
    fn the_town_ichien_is_real() {
        let mut records = vec![
            area("5220317", "犬上郡多賀町", "一円", "イチエン", ""),
            area("1000301", "利島村", "利島村一円", "トシマムライチエン", ""),
        ];
        assert_eq!(whole(&mut records), 1);
        assert_eq!((&*records[0].town, &*records[1].town), ("一円", ""));
    }
}
