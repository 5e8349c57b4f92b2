//! From places to the compact form.

use std::collections::BTreeMap;

use super::kana_codec::{SAME, encode};
use super::{BREAK, FIELDS, HEAD};
use crate::postcode::Place;

/// The compact form of places with their postcodes of seven digits.
///
/// Municipalities are in the order of their first occurrence, their places in the order of postcodes; places of one
/// postcode in one municipality keep their order. Texts must not contain control characters; normal forms have none.
pub fn pack(places: &[(String, Place)]) -> String {
    let mut columns: [Vec<String>; 3 + FIELDS] = Default::default();
    let mut before = 0;
    for (city, mut rows) in by_city(places) {
        rows.sort_by_key(|(code, _)| *code);
        columns[0].push(city);
        columns[1].push(rows.len().to_string());
        let mut readings = BTreeMap::new();
        for (code, place) in rows {
            columns[2].push((code - before).to_string());
            before = code;
            let is_same = readings.insert(&place.town, &place.town_kana) == Some(&place.town_kana);
            let kana = if is_same && !place.town.is_empty() { SAME.into() } else { encode(&place.town_kana) };
            let office = place.office.clone().unwrap_or_default();
            let fields: [String; FIELDS] = [place.town.clone(), kana, place.note.clone(), place.street.clone(), office];
            for (column, field) in columns[3..].iter_mut().zip(fields) {
                column.push(field);
            }
        }
    }
    columns.iter().fold(HEAD.to_owned(), |text, column| text + BREAK + &column.join("\n"))
}

/// The line of each municipality with its places.
fn by_city(places: &[(String, Place)]) -> Vec<(String, Vec<(i64, &Place)>)> {
    let mut cities: Vec<(String, Vec<_>)> = Vec::new();
    let mut known = BTreeMap::new();
    for (code, place) in places {
        let city = format!("{}\t{}\t{}", place.prefecture, place.city, place.city_kana);
        let at = *known.entry(city.clone()).or_insert_with(|| {
            cities.push((city, Vec::new()));
            cities.len() - 1
        });
        cities[at].1.push((code.parse().unwrap_or_default(), place));
    }
    cities
}
