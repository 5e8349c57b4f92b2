//! Characters that mean the same as another one: a copy from a PDF has radicals and duplicates in place of kanji (⽇本
//! for 日本) and the signs of vertical text (︵ for （).

mod table;

use table::{DUPLICATES, FORMS, KANGXI, RADICALS, SUPPLEMENT};

/// The character that `c` stands for; any other character as it is.
pub(super) fn unified(c: char) -> char {
    let code = u32::from(c);
    let (table, first) = match code {
        0x2e80..=0x2ef3 => (&RADICALS[..], 0x2e80),
        0x2f00..=0x2fd5 => (&KANGXI[..], 0x2f00),
        0xf900..=0xfad9 => (&DUPLICATES[..], 0xf900),
        0xfe10..=0xfe6b => (&FORMS[..], 0xfe10),
        0x2f800..=0x2fa1d => (&SUPPLEMENT[..], 0x2f800),
        // Micro, ohm, kelvin, and ångström, which JIS X 0208 has as a unit only.
        0xb5 => return 'μ',
        0xc5 => return '\u{212b}',
        0x2126 => return 'Ω',
        0x212a => return 'K',
        _ => return c,
    };
    let instead = table.get((code - first) as usize).copied().filter(|instead| *instead != 0);
    instead.and_then(|instead| char::from_u32(instead.into())).unwrap_or(c)
}
