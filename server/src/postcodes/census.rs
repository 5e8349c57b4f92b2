//! Counts the records of a source, to notice a changed format before the import.

use std::collections::{BTreeMap, BTreeSet};

use nss_core::postcode::Place;

use super::PostcodeError;

/// The expected counts, from Japan Post's files of 2024 and 2026; they may differ by a tenth.
#[rustfmt::skip]
const KNOWN: [(&str, usize); 21] = [
    ("places of addresses",                       124_683),
    ("postcodes of addresses",                    120_541),
    ("postcodes with several places",               1_342),
    ("places of the postcode with most",               66),
    ("postcodes over several municipalities",         134),
    ("postcodes over several prefectures",              3),
    ("places with 以下に掲載がない場合",            1_870),
    ("places with がくる場合",                         21),
    ("places with neither town nor note (○○一円)",     22),
    ("places with an extent in parentheses",        6_467),
    ("places with a range (～)",                      290),
    ("places with several extents (、)",              571),
    ("places with a floor",                         3_315),
    ("places with 階層不明",                           85),
    ("places with 地割",                               50),
    ("places with その他",                            563),
    ("places with を除く",                             45),
    ("places of large offices",                    22_419),
    ("postcodes of large offices",                 22_195),
    ("postcodes shared by large offices",             104),
    ("large offices with 私書箱",                   2_156),
];

const NOT_LISTED: &str = "以下に掲載がない場合";
const FOLLOWED_BY_NUMBER: &str = "がくる場合";

/// The counts as text; an error if one differs from the expected one by a tenth or more.
pub(super) fn take(places: &[(String, Place)]) -> Result<Vec<(&'static str, usize)>, PostcodeError> {
    let counts = counts(places);
    let is_off = |known: usize, found: usize| known.abs_diff(found) * 10 > known;
    let off = KNOWN.iter().zip(counts).filter(|((_, known), found)| is_off(*known, *found));
    let off: Vec<_> = off.map(|((says, known), found)| format!("{says}: {found}, expected {known}")).collect();
    if off.is_empty() {
        Ok(KNOWN.iter().map(|(says, _)| *says).zip(counts).collect())
    } else {
        Err(PostcodeError::Census(off))
    }
}

/// In the order of [`KNOWN`].
fn counts(places: &[(String, Place)]) -> [usize; 21] {
    let (offices, areas): (Vec<_>, Vec<_>) = places.iter().partition(|(_, place)| place.office.is_some());
    let (area_codes, office_codes) = (by_code(&areas), by_code(&offices));
    let over = |part: fn(&Place) -> (&str, &str)| {
        let differ = |places: &&Vec<&Place>| places.iter().map(|place| part(place)).collect::<BTreeSet<_>>().len() > 1;
        area_codes.values().filter(differ).count()
    };
    let count_notes = |is_one: &dyn Fn(&str) -> bool| areas.iter().filter(|(_, place)| is_one(&place.note)).count();
    let with = |word: &str| count_notes(&|note| note.contains(word));
    let several = |codes: &BTreeMap<&str, Vec<&Place>>| codes.values().filter(|places| places.len() > 1).count();
    let is_floor = |note: &str| note.ends_with('階') || note.contains("階層不明");
    [
        areas.len(),
        area_codes.len(),
        several(&area_codes),
        area_codes.values().map(Vec::len).max().unwrap_or_default(),
        over(|place| (place.prefecture, &place.city)),
        over(|place| (place.prefecture, "")),
        with(NOT_LISTED),
        with(FOLLOWED_BY_NUMBER),
        areas.iter().filter(|(_, place)| place.town.is_empty() && place.note.is_empty()).count(),
        count_notes(&|note| !note.is_empty() && note != NOT_LISTED && !note.ends_with(FOLLOWED_BY_NUMBER)),
        with("～"),
        with("、"),
        count_notes(&is_floor),
        with("階層不明"),
        with("地割"),
        with("その他"),
        with("を除く"),
        offices.len(),
        office_codes.len(),
        several(&office_codes),
        offices.iter().filter(|(_, place)| place.street.contains("私書箱")).count(),
    ]
}

fn by_code<'a>(places: &[&'a (String, Place)]) -> BTreeMap<&'a str, Vec<&'a Place>> {
    let mut codes: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for (code, place) in places {
        codes.entry(code).or_default().push(place);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_with_too_little_is_refused() {
        let few = [("1000001".to_owned(), Place::default())];
        let Err(PostcodeError::Census(lines)) = take(&few) else { panic!("taken") };
        assert_eq!(lines.len(), KNOWN.len());
        assert_eq!(lines[0], "places of addresses: 1, expected 124683");
    }
}
