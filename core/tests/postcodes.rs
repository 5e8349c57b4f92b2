//! The shipped postcode data: every code, the counts, and the places that are easily parsed wrongly.

#![expect(clippy::unwrap_used, reason = "in a test the panic is the message")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::sync::LazyLock;

use nss_core::postcode::{Place, Shard, dataset, prefecture_label, shard_name};
use nss_core::value::{full_width, kana, latin, postcode};
use proptest::prelude::*;

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let packed = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/postcodes.txt.br")).unwrap();
    let mut text = String::new();
    brotli::Decompressor::new(&*packed, 1 << 16).read_to_string(&mut text).unwrap();
    dataset::shards(&text).unwrap()
});

static ALL: LazyLock<Vec<(String, Place)>> =
    LazyLock::new(|| TEXTS.iter().flat_map(|text| Shard::parse(text).unwrap().all().collect::<Vec<_>>()).collect());

/// Looks up a code as the page does: the shard by the first three digits, the places by all seven.
fn find(code: &str) -> Vec<Place> {
    let name = shard_name(code).unwrap();
    let digits: usize = name.trim_end_matches(".txt").parse().unwrap();
    Shard::parse(&TEXTS[digits]).unwrap().find(code)
}

/// Label, town, note of the only place of a code.
fn only(code: &str) -> (String, String, String) {
    let [place] = find(code).try_into().unwrap();
    (format!("{}{}", prefecture_label(place.prefecture).unwrap(), place.city), place.town, place.note)
}

fn owned(city: &str, town: &str, note: &str) -> (String, String, String) {
    (city.to_owned(), town.to_owned(), note.to_owned())
}

#[test]
fn every_code_resolves() {
    let codes: BTreeSet<_> = ALL.iter().map(|(code, _)| code).collect();
    assert!(codes.len() > 140_000);
    for digits in 0..1000 {
        let name = format!("{digits:03}");
        let shard = Shard::parse(&TEXTS[digits]).unwrap();
        let mut expected: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for (code, place) in shard.all() {
            assert!(code.starts_with(&name), "{code} in {name}");
            expected.entry(code).or_default().push(place);
        }
        // A search reads the whole shard; a dozen codes of each are enough to see that it finds what `all` lists.
        for (code, places) in expected.iter().step_by(expected.len() / 12 + 1) {
            assert_eq!(&find(code), places, "{code}");
        }
    }
}

#[test]
fn every_place_fills_in_what_the_form_takes() {
    for (code, place) in ALL.iter() {
        let fill = place.fill();
        assert!(prefecture_label(&fill.prefecture).is_some(), "{code}");
        assert!(!fill.city.is_empty() && fill.city.chars().count() <= 40, "{code} {}", fill.city);
        assert!(fill.street.chars().count() <= 80, "{code} {}", fill.street);
        for text in [&fill.city, &fill.street, &place.note, place.office.as_ref().unwrap_or(&fill.city)] {
            assert_eq!(&full_width::normalise(text), text, "{code}");
        }
        assert_eq!(kana::normalise(&fill.kana), fill.kana, "{code}");
        assert_eq!(kana::check(&fill.kana, 200), None, "{code} {}", fill.kana);
        assert!(!place.city_kana.is_empty(), "{code}");
        if place.office.is_none() {
            assert_eq!(place.town.is_empty(), place.town_kana.is_empty(), "{code} {}", place.town);
        }
    }
}

#[test]
fn no_town_is_a_sentence() {
    for (code, place) in ALL.iter().filter(|(_, place)| place.office.is_none()) {
        for word in ["以下に", "の次に", "がくる場合", "地割", "（", "）", "「", "、"] {
            assert!(!place.town.contains(word), "{code} {}", place.town);
        }
        assert!(place.town == "一円" || !place.town.ends_with("一円"), "{code} {}", place.town);
    }
}

#[test]
fn a_plain_code_has_one_place() {
    let [place] = find("1000001").try_into().unwrap();
    let fill = place.fill();
    assert_eq!((&*fill.prefecture, &*fill.city, &*fill.street), ("13", "千代田区", "千代田"));
    assert_eq!(fill.kana, "トウキョウトチヨダクチヨダ");
}

#[test]
fn a_code_is_found_however_it_is_typed() {
    for raw in ["1000001", "100-0001", "〒１００－０００１", "〒 100 0001", "100\u{2212}0001", "１００ー０００１"]
    {
        assert_eq!(only(&postcode::normalise(raw)), owned("東京都千代田区", "千代田", ""), "{raw}");
    }
}

#[test]
fn a_code_of_many_towns_offers_them_all() {
    let places = find("4520961");
    assert_eq!(places.len(), 66);
    let towns: BTreeSet<_> = places.iter().map(|place| (&place.town, &place.note)).collect();
    assert_eq!(towns.len(), 66);
}

#[test]
fn a_code_may_lie_in_two_prefectures() {
    for (code, prefectures) in [("4980000", ["23", "24"]), ("6180000", ["26", "27"]), ("8710000", ["40", "44"])] {
        let found: Vec<_> = find(code).into_iter().map(|place| place.prefecture).collect();
        assert_eq!(found, prefectures, "{code}");
    }
}

#[test]
fn a_whole_municipality_has_no_town_but_the_town_ichien_has() {
    assert_eq!(only("5220317"), owned("滋賀県犬上郡多賀町", "一円", ""));
    assert_eq!(only("1000301"), owned("東京都利島村", "", ""));
}

#[test]
fn a_number_behind_the_municipality_is_a_note() {
    assert_eq!(only("7960088"), owned("愛媛県八幡浜市", "", "八幡浜市の次に番地がくる場合"));
    let places = || ALL.iter().filter(|(_, place)| place.note.contains("がくる場合"));
    assert_eq!(places().count(), 21);
    assert!(places().all(|(_, place)| place.town.is_empty()));
}

#[test]
fn a_town_with_the_name_of_its_municipality_stays() {
    assert_eq!(only("0450203"), owned("北海道古宇郡泊村", "泊村", ""));
    assert_eq!(only("0481301"), owned("北海道磯谷郡蘭越町", "蘭越町", ""));
}

#[test]
fn the_entry_for_unlisted_towns_is_a_note() {
    assert_eq!(only("0600000"), owned("北海道札幌市中央区", "", "以下に掲載がない場合"));
}

#[test]
fn chome_and_others_are_notes() {
    assert_eq!(only("0600042"), owned("北海道札幌市中央区", "大通西", "１～１９丁目"));
    assert_eq!(only("0050863"), owned("北海道札幌市南区", "常盤", "その他"));
}

#[test]
fn a_note_over_several_lines_is_whole() {
    let (city, town, note) = only("0330071");
    assert_eq!((&*city, &*town), ("青森県上北郡六戸町", "犬落瀬"));
    assert!(
        note.starts_with("内金矢、内山、") && note.contains("下久保「１７４を除く」") && note.ends_with("大曲"),
        "{note}"
    );
    assert_eq!(note.matches('「').count(), note.matches('」').count());
    assert_eq!(find("0330071")[0].town_kana, "イヌオトセ");
}

#[test]
fn nested_ranges_of_lots_are_notes() {
    let note = "第２地割「７０～１３６」～第４地割「３～１１」";
    assert_eq!(only("0282504"), owned("岩手県宮古市", "箱石", note));
    assert!(find("0295503").iter().any(|place| place.town == "穴明" && place.note == "２２地割、穴明２３地割"));
    let lots = || ALL.iter().filter(|(_, place)| place.note.contains("地割"));
    assert_eq!(lots().count(), 50);
    for (code, place) in lots() {
        assert!(!place.town.contains(|c: char| matches!(c, '０'..='９' | '第')), "{code} {}", place.town);
    }
}

/// Each tall building has a code for each floor, and one for the basement and unknown floors.
#[test]
fn a_floor_that_is_not_known_is_a_note() {
    assert_eq!(only("9806190"), owned("宮城県仙台市青葉区", "中央アエル", "地階・階層不明"));
    assert_eq!(only("9806101"), owned("宮城県仙台市青葉区", "中央アエル", "１階"));
    let unknown: Vec<_> = ALL.iter().filter(|(_, place)| place.note.contains("階層不明")).collect();
    assert!(unknown.len().abs_diff(85) * 10 <= 85, "{}", unknown.len());
    for (code, place) in unknown {
        assert!(place.note.ends_with("地階・階層不明") && !place.town.is_empty(), "{code} {}", place.note);
        let is_floor = |other: &&(String, Place)| other.1.town == place.town && other.1.note.ends_with("１階");
        assert!(ALL.iter().any(|other| is_floor(&other) && other.0[..5] == code[..5]), "{code} has no other floors");
    }
}

#[test]
fn a_reading_is_not_joined_to_itself() {
    assert_eq!(find("6020033")[0].town_kana, "イマデガワチョウ");
    assert_eq!(find("6028368")[0].town_kana, "キタマチ");
}

#[test]
fn a_large_office_has_name_and_street() {
    let firms = find("0608797");
    assert_eq!(firms.len(), 4);
    assert!(firms.iter().all(|firm| firm.office.is_some() && firm.fill().street.starts_with("北二条西４丁目３")));
    let [firm] = find("1008639").try_into().unwrap();
    assert_eq!((firm.prefecture, &*firm.city), ("11", "川越市"));
    assert_eq!(firm.office.as_deref(), Some("株式会社　メールハウス"));
    assert_eq!(firm.town_kana, "イマフク");
    assert!(firm.street.contains("銀座郵便局私書箱"), "{}", firm.street);
}

#[test]
fn unknown_codes_have_no_places() {
    for code in ["1000007", "0080000", "0000000", "1234567"] {
        assert_eq!(find(code), [], "{code}");
    }
    assert_eq!((&*TEXTS[8], &*TEXTS[0]), ("008\n", "000\n"));
}

#[test]
fn the_data_is_as_large_as_the_country() {
    let mut codes = [BTreeMap::new(), BTreeMap::new()];
    for (code, place) in ALL.iter() {
        *codes[usize::from(place.office.is_some())].entry(code).or_insert(0) += 1;
    }
    let [areas, offices] = &codes;
    assert!(areas.keys().all(|code| !offices.contains_key(code)), "codes of offices are their own");
    let noted = |word: &str| ALL.iter().filter(|(_, place)| place.note == word).count();
    let counts: [(&str, usize, usize); 7] = [
        ("places of addresses", areas.values().sum(), 124_683),
        ("codes of addresses", areas.len(), 120_541),
        ("以下に掲載がない場合", noted("以下に掲載がない場合"), 1_870),
        ("large offices", offices.values().sum(), 22_419),
        ("codes of large offices", offices.len(), 22_195),
        ("codes that large offices share", offices.values().filter(|places| **places > 1).count(), 104),
        ("shards that are not empty", TEXTS.iter().filter(|text| text.len() > 4).count(), 948),
    ];
    for (name, found, known) in counts {
        println!("{found:>7}  {name}");
        assert!(found.abs_diff(known) * 10 <= known, "{name}: {found}, expected about {known}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_asked(text in "(?s).{0,200}", code in "(?s).{0,9}") {
        let _ = (Shard::parse(&text).map(|shard| shard.find(&code)), shard_name(&code), dataset::shards(&text));
    }

    #[test]
    fn a_damaged_shard_gives_places_or_none(cut in 0_usize..5_000, put in "(?s).{0,9}") {
        let text = &TEXTS[100];
        let at = text.floor_char_boundary(cut);
        let damaged = format!("{}{put}{}", &text[..at], &text[text.ceil_char_boundary(cut + 3)..]);
        if let Some(shard) = Shard::parse(&damaged) {
            for (_, place) in shard.all() {
                prop_assert!(prefecture_label(place.prefecture).is_some());
            }
        }
    }
}

/// A proposal that the field refuses would be worse than none (N-282). Lines over 35 letters are said and shortened by people.
#[test]
fn every_place_is_written_in_latin_letters() {
    let mut long = 0;
    for (code, place) in ALL.iter() {
        for line in place.latin() {
            assert_eq!(latin::normalise(&line), line, "{code}");
            assert_eq!(latin::check(&line, 200), None, "{code} {line}");
            long += usize::from(line.len() > 35);
        }
    }
    assert!(long * 100 < ALL.len(), "{long} lines are too long");
}
