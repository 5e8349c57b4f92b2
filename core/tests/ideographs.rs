//! The table of radicals, duplicates of kanji and signs of vertical text is generated here from Unicode's data.

use std::{fmt::Write as _, path::Path};

use nss_core::value::{date, free_text, full_width, jis, latin};
use unicode_normalization::UnicodeNormalization;

/// Radicals of U+2E80 … U+2EF3, each followed by its ideograph: EquivalentUnifiedIdeograph.txt of Unicode 14, as perl's
/// `Unicode::UCD::prop_invmap("EqUIdeo")` gives it. A normal form has only two of them.
const RADICALS: &str = "\
    ⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛\
    ⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶\
    ⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The blocks: CJK Radicals Supplement, Kangxi Radicals, CJK Compatibility Ideographs with their supplement, and the
/// forms of signs for vertical text and small ones.
const BLOCKS: [(&str, u32, u32); 5] = [
    ("RADICALS", 0x2e80, 0x2ef3),
    ("KANGXI", 0x2f00, 0x2fd5),
    ("DUPLICATES", 0xf900, 0xfad9),
    ("FORMS", 0xfe10, 0xfe6b),
    ("SUPPLEMENT", 0x2f800, 0x2fa1d),
];

/// The one character that means the same, if JIS X 0208 has it. `tests/lookalikes.rs` has the dashes among the forms.
fn equal(code: u32) -> Option<char> {
    let c = char::from_u32(code).filter(|c| !matches!(c, '\u{fe31}' | '\u{fe32}' | '\u{fe58}' | '\u{fe63}'))?;
    let mut normal = std::iter::once(c).nfkc();
    let only = normal.next().filter(|_| normal.next().is_none());
    let instead = only.filter(|normal| *normal != c).or_else(|| {
        let (_, behind) = RADICALS.split_once(c).filter(|(before, _)| before.chars().count() % 2 == 0)?;
        behind.chars().next()
    });
    instead.filter(|instead| jis::contains(*instead))
}

fn written() -> String {
    let mut out = String::from(
        "//! Radicals, duplicates of kanji and signs of vertical text, and the characters that mean the same. Written by\n\
         //! `tests/ideographs.rs` from Unicode's data.\n",
    );
    for (name, first, last) in BLOCKS {
        let codes: Vec<u32> = (first..=last).map(|code| equal(code).map_or(0, u32::from)).collect();
        let _ = write!(
            out,
            "\n/// U+{first:04X} … U+{last:04X}; 0 where JIS X 0208 has no such character.\n#[rustfmt::skip]\n\
             pub(super) static {name}: [u16; {}] = [\n",
            codes.len()
        );
        for line in codes.chunks(14) {
            let line: Vec<String> = line.iter().map(|code| format!("{code:#06x},")).collect();
            let _ = writeln!(out, "    {}", line.join(" "));
        }
        out += "];\n";
    }
    out
}

#[test]
fn the_table_is_generated_from_unicodes_data() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/value/ideograph/table.rs");
    let fresh = written();
    if std::fs::read_to_string(&path).unwrap_or_default() != fresh {
        std::fs::write(&path, fresh).unwrap();
        panic!("{} was stale and has been written anew: run again", path.display());
    }
}

/// In full width, as names and addresses have it.
fn wide(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }
}

#[test]
fn each_is_replaced_or_named() {
    let mut replaced = [0; BLOCKS.len()];
    for (block, (_, first, last)) in BLOCKS.into_iter().enumerate() {
        for c in (first..=last).filter_map(char::from_u32) {
            let code = u32::from(c);
            let instead = equal(code);
            let written = instead.unwrap_or(c);
            if matches!(code, 0xfe20..=0xfe2f | 0xfe31 | 0xfe32 | 0xfe58 | 0xfe63) {
                continue;
            }
            let typed = format!("日{c}運輸");
            assert_eq!(full_width::normalise(&typed), format!("日{}運輸", wide(written)), "{code:x}");
            assert_eq!(free_text::normalise(&typed), format!("日{written}運輸"), "{code:x}");
            let is_named = full_width::check(&full_width::normalise(&typed), 40).is_some();
            assert_eq!(is_named, instead.is_none(), "{code:x}");
            replaced[block] += usize::from(!is_named);
        }
    }
    assert_eq!(replaced, [44, 205, 396, 54, 206]);
}

#[test]
fn half_width_kinds_read_them_too() {
    assert_eq!(date::normalise("2027年4⽉1⽇（⽊）"), "2027-04-01");
    assert_eq!(latin::normalise("naccs︵tokyo︶﹐ inc﹒"), "NACCS(TOKYO), INC.");
    assert_eq!(latin::normalise("10 \u{212a}"), "10 K");
}
