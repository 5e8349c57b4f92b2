//! Radicals and duplicates of kanji: a copy from a PDF has them in place of the kanji that look the same (⽇本 for 日本).

mod table;

use table::{DUPLICATES, KANGXI, RADICALS};

/// The kanji that `c` stands for; any other character as it is.
pub(super) fn unified(c: char) -> char {
    let code = u32::from(c);
    let (table, first) = match code {
        0x2e80..=0x2ef3 => (&RADICALS[..], 0x2e80),
        0x2f00..=0x2fd5 => (&KANGXI[..], 0x2f00),
        0xf900..=0xfa0d => (&DUPLICATES[..], 0xf900),
        _ => return c,
    };
    let kanji = table.get((code - first) as usize).copied().filter(|kanji| *kanji != 0);
    kanji.and_then(|kanji| char::from_u32(kanji.into())).unwrap_or(c)
}
