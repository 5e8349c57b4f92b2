//! Every dash, space and invisible character of Unicode's data is read as what it looks like.

use nss_core::value::{date, email, free_text, full_width, latin, phone, postcode};
use regex_syntax::hir::{Class, HirKind};

/// Characters with a property, from Unicode's data.
fn property(name: &str) -> Vec<char> {
    let hir = regex_syntax::parse(&format!(r"\p{{{name}}}")).expect(name);
    let HirKind::Class(Class::Unicode(class)) = hir.kind() else { panic!("{name} is a class") };
    class.iter().flat_map(|range| range.start()..=range.end()).collect()
}

#[test]
fn every_dash_is_a_hyphen() {
    // Waves stand between the ends of a range, ゠ between the parts of a foreign name.
    let dashes = property("Dash").into_iter().filter(|c| !matches!(c, '\u{2053}' | '〜' | '〰' | '゠'));
    for c in dashes {
        let code = u32::from(c);
        assert_eq!(phone::normalise(&format!("03{c}1234{c}5678")), "0312345678", "{code:x}");
        assert_eq!(postcode::normalise(&format!("212{c}0013")), "2120013", "{code:x}");
        assert_eq!(date::normalise(&format!("2027{c}4{c}1")), "2027-04-01", "{code:x}");
        assert_eq!(email::normalise(&format!("a{c}b@x{c}y.jp")), "a-b@x-y.jp", "{code:x}");
        assert_eq!(latin::normalise(&format!("1{c}2")), "1-2", "{code:x}");
        assert_eq!(full_width::normalise(&format!("1{c}2")), "１－２", "{code:x}");
    }
}

#[test]
fn every_space_is_a_space() {
    for c in property("White_Space") {
        let code = u32::from(c);
        assert_eq!(phone::normalise(&format!("03{c}1234 5678")), "0312345678", "{code:x}");
        assert_eq!(date::normalise(&format!("2027 /{c}4/1")), "2027-04-01", "{code:x}");
        assert_eq!(email::normalise(&format!("{c}a@x.jp{c}")), "a@x.jp", "{code:x}");
        assert_eq!(latin::normalise(&format!("A{c}B")), "A B", "{code:x}");
        assert_eq!(full_width::normalise(&format!("混載{c}一郎")), "混載　一郎", "{code:x}");
        let between = free_text::normalise(&format!("混載{c}一郎")).replace(['混', '載', '一', '郎'], "");
        assert!(matches!(&*between, " " | "\n" | "　") && (between != "　" || c == '　'), "{code:x}");
    }
}

#[test]
fn invisible_characters_are_dropped() {
    let selectors = property("Variation_Selector");
    for c in property("Default_Ignorable_Code_Point").into_iter().filter(|c| !selectors.contains(c)) {
        let code = u32::from(c);
        assert_eq!(phone::normalise(&format!("03{c}12345678")), "0312345678", "{code:x}");
        assert_eq!(email::normalise(&format!("a{c}@x.jp")), "a@x.jp", "{code:x}");
        assert_eq!(full_width::normalise(&format!("混{c}載")), "混載", "{code:x}");
    }
}
