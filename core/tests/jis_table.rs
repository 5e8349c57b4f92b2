//! The table of JIS X 0208 is generated here from the index of the Encoding Standard (as `encoding_rs` carries it).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use nss_core::value::jis;

/// Kanji of levels 1 and 2: 2,965 and 3,390 (JIS X 0208:1997).
const LEVELS: usize = 2_965 + 3_390;

/// The characters that the standard and Windows map differently: the index has Windows' side, this is the other.
const TWINS: [char; 7] = ['\u{2014}', '\u{2016}', '\u{2212}', '\u{301c}', '\u{a2}', '\u{a3}', '\u{ac}'];

/// Rows 1–8 and 16–84; rows 9–15 and 85–94 are empty in the standard (NEC's and IBM's characters use them).
fn characters() -> BTreeSet<char> {
    let rows = (1..=8_u8).chain(16..=84);
    let cells = rows.flat_map(|row| (1..=94_u8).map(move |cell| [row + 0xa0, cell + 0xa0]));
    let listed = cells.filter_map(|pair| {
        let text = encoding_rs::EUC_JP.decode_without_bom_handling_and_without_replacement(&pair)?;
        text.chars().next()
    });
    listed.chain(TWINS).collect()
}

/// The Rust file of the table.
fn written(characters: &BTreeSet<char>) -> String {
    let codes: Vec<u32> = characters.iter().map(|c| u32::from(*c)).collect();
    let (kanji, others): (Vec<u32>, Vec<u32>) = codes.into_iter().partition(|code| (0x4e00..=0x9fff).contains(code));
    let first = kanji[0];
    let last = kanji[kanji.len() - 1];
    let mut words = vec![0_u64; (last - first) as usize / 64 + 1];
    for code in kanji {
        words[(code - first) as usize / 64] |= 1 << ((code - first) % 64);
    }
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in others {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == code => *end = code,
            _ => ranges.push((code, code)),
        }
    }
    let bytes = words.len() * 8 + ranges.len() * 4;
    assert!(bytes < 3_072, "{bytes} bytes");

    let mut out = format!(
        "//! JIS X 0208 in {bytes} bytes. Written by `tests/jis_table.rs` from the index of the Encoding Standard.\n\n\
         /// The first kanji of [`KANJI`].\npub(super) const FIRST: u32 = {first:#x};\n\
         /// The last kanji of [`KANJI`].\npub(super) const LAST: u32 = {last:#x};\n\n\
         /// One bit for each code point from [`FIRST`], lowest bit first.\n#[rustfmt::skip]\n\
         pub(super) static KANJI: [u64; {}] = [\n",
        words.len()
    );
    for line in words.chunks(5) {
        let line = line.iter().map(|word| {
            let digits = format!("{word:016x}");
            format!("0x{}_{}_{}_{},", &digits[..4], &digits[4..8], &digits[8..12], &digits[12..])
        });
        let _ = writeln!(out, "    {}", line.collect::<Vec<_>>().join(" "));
    }
    let _ = write!(
        out,
        "];\n\n/// All others: first and last of each run, in order.\n#[rustfmt::skip]\n\
         pub(super) static OTHERS: [(u16, u16); {}] = [\n",
        ranges.len()
    );
    for line in ranges.chunks(6) {
        let line = line.iter().map(|(first, last)| format!("({first:#06x}, {last:#06x}),"));
        let _ = writeln!(out, "    {}", line.collect::<Vec<_>>().join(" "));
    }
    out + "];\n"
}

#[test]
fn the_table_is_generated_from_the_index() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/value/jis/table.rs");
    let fresh = written(&characters());
    if std::fs::read_to_string(&path).unwrap_or_default() != fresh {
        std::fs::write(&path, fresh).unwrap();
        panic!("{} was stale and has been written anew: run again", path.display());
    }
}

#[test]
fn each_character_is_inside_and_no_other() {
    let characters = characters();
    let kanji = characters.iter().filter(|c| matches!(c, '一'..='鿿')).count();
    assert_eq!(kanji, LEVELS + 1, "both levels, and 仝 which stands among the signs");
    for c in ('\u{80}'..=char::MAX).filter(|c| *c != '¥') {
        assert_eq!(jis::contains(c), characters.contains(&c), "{c} {:x}", u32::from(c));
    }
}
