//! Unexpected texts.

use super::Random;

/// Characters that often break programs: widths, combining marks, directions, controls, higher planes.
#[rustfmt::skip]
const ODD: &[&str] = &[
    "", " ", "　", "\t", "\r\n", "\u{a0}", "\u{200b}", "\u{feff}", "\0", "\u{1b}", "\u{7f}", "\u{85}",
    "\u{2028}", "ｶ", "ﾞ", "ﾟ", "ﾊﾟ", "ｰ", "ー", "－", "−", "―", "か\u{3099}", "は\u{309a}", "e\u{301}",
    "葛\u{e0100}", "\u{fe0f}", "👩\u{200d}👧", "🇯🇵", "👍🏽", "𠮷", "\u{2f81a}", "\u{202e}", "\u{2066}", "שלום",
    "العربية", "ไทย", "١٢٣", "²", "①", "㈱", "℡", "髙", "﨑", "ﬁ", "ß", "İ", "ı", "〒", "￥", "\u{e000}",
    "\u{fffd}", "\u{10ffff}", "{label}", "%s", "<b>", "'; --", "\"", "\\", "null", "NaN", ".", "..", "*", "@",
    "+81", "R", "令和", "元年", "年", "月", "/", "-", "0", "9",
];

/// Whole answers that resemble numbers, dates or codes.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "99999999999999999999999", "18446744073709551616", "4294967296", "-1", "1e9", "0x1F", "1,000", "000", "０",
    "二", "0000-00-00", "9999-12-31", "10000-01-01", "-0001-01-01", "2026-02-29", "2028-02-29", "平成32年1月1日",
    "R1.4.30", "H0.1.1", "20261121", "2026-11-20", "2026/11/21", "yes", " yes ", "no no",
    "customs-broker  customs-broker", "あ い う",
];

/// An arbitrary text, mostly short, sometimes as long as the wire form allows or longer.
pub(super) fn wild(random: &mut Random) -> String {
    match random.below(8) {
        0 => random.pick(WHOLE).copied().unwrap_or_default().to_owned(),
        1 => characters(random),
        2 => long(random),
        _ => pieces(random),
    }
}

/// A sample with an insertion or a deletion.
pub(super) fn spoiled(samples: &[String], random: &mut Random) -> String {
    let mut chars: Vec<char> = random.pick(samples).cloned().unwrap_or_default().chars().collect();
    let place = random.below(chars.len() + 1);
    if random.one_in(3) && place < chars.len() {
        chars.remove(place);
    } else {
        let odd = random.pick(ODD).copied().unwrap_or_default();
        chars.splice(place..place, odd.chars());
    }
    chars.into_iter().collect()
}

fn pieces(random: &mut Random) -> String {
    let count = random.below(9);
    (0..count).filter_map(|_| random.pick(ODD).copied()).collect()
}

/// A string of arbitrary scalar values.
fn characters(random: &mut Random) -> String {
    let count = random.below(30);
    (0..count).filter_map(|_| char::from_u32(u32::try_from(random.below(0x11_0000)).unwrap_or(0))).collect()
}

fn long(random: &mut Random) -> String {
    let piece = random.pick(ODD).copied().unwrap_or_default();
    let most = if random.one_in(30) { 20_200 } else { 500 };
    let count = random.below(most) / piece.len().max(1);
    piece.repeat(count)
}
