//! Codec of readings: one byte for each kana.

/// Marks a town with the same reading as at its last occurrence.
pub(super) const SAME: &str = "~";

/// The distance by which the kana ァ (U+30A1) … ー (U+30FC) are moved down, onto `!` … `|`.
const DOWN: u32 = 0x3080;

/// Encodes a reading. Digits and letters are full width and stay.
pub(super) fn encode(kana: &str) -> String {
    kana.chars().map(|c| if matches!(c, 'ァ'..='ー') { moved(c, DOWN.wrapping_neg()) } else { c }).collect()
}

/// The reading of a encoded form.
pub(super) fn decode(encoded: &str) -> String {
    encoded.chars().map(|c| if matches!(c, '!'..='|') { moved(c, DOWN) } else { c }).collect()
}

fn moved(c: char, by: u32) -> char {
    char::from_u32(u32::from(c).wrapping_add(by)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kana_takes_one_byte_and_comes_back() {
        for kana in ["ァヴヶ・ー", "キタ２ジョウニシ", "ＳＳ３０スミトモ", ""] {
            assert_eq!(decode(&encode(kana)), kana);
        }
        assert_eq!(encode("ァー"), "!|");
    }
}
