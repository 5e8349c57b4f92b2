//! The compact form of all places: it is in the repository (compressed), and the server makes the shards from it.
//!
//! It has the same data as the shards, by columns instead of lines, because similar texts stand together then and
//! compress a quarter better. Text in UTF-8; the first line names the form; the columns are separated by lines of one
//! form feed, their lines by line feeds:
//!
//! 1. the municipalities, as in a shard: prefecture, name, reading
//! 2. how many places each has
//! 3. the postcode of each place, as the difference from the place before
//! 4. town  5. its reading  6. note  7. street  8. office
//!
//! A reading is encoded: one byte for a kana (U+30A1 … U+30FC moved down to `!` … `|`), and `~` for "as the same town
//! of this municipality had before".

mod kana_codec;
mod pack;
mod unpack;

pub use pack::pack;
pub use unpack::shards;

/// The number of the form. It is part of the data set's id, because browsers cache shards for a year.
pub const FORM: u32 = 1;

/// The first line.
const HEAD: &str = "nss-postcodes 1";

/// Between two columns.
const BREAK: &str = "\n\u{c}\n";

/// Town, reading, note, street, office.
const FIELDS: usize = 5;

#[cfg(test)]
mod tests {
    use super::super::{Place, Shard};
    use super::*;

    fn place(prefecture: &'static str, city: &str, town: &str, town_kana: &str) -> Place {
        let [city, town, town_kana] = [city, town, town_kana].map(str::to_owned);
        Place { prefecture, city_kana: "シ".into(), city, town, town_kana, ..Place::default() }
    }

    fn some() -> Vec<(String, Place)> {
        let office = Place {
            street: "１丁目".into(),
            office: Some("中津市役所".into()),
            ..place("44", "中津市", "豊田町", "トヨダマチ")
        };
        let apart = Place { note: "その他".into(), ..place("44", "中津市", "豊田町", "トヨタチョウ") };
        let places = [
            ("8710000", place("40", "築上郡吉富町", "", "")),
            ("8710000", place("44", "中津市", "", "")),
            ("8710001", place("44", "中津市", "豊田町", "トヨダマチ")),
            ("8710001", place("44", "中津市", "ＳＳ３０", "ＳＳ３０ビル")),
            ("8718501", office),
            ("8718502", apart),
            ("0600000", place("01", "札幌市", "", "")),
        ];
        places.map(|(code, place)| (code.to_owned(), place)).into()
    }

    #[test]
    fn packed_places_are_found_in_the_shards() {
        let places = some();
        let shards = shards(&pack(&places)).unwrap();
        let mut found: Vec<_> =
            shards.iter().flat_map(|text| Shard::parse(text).unwrap().all().collect::<Vec<_>>()).collect();
        let mut expected = places;
        let by_code = |(code, place): &(String, Place)| (code.clone(), place.prefecture);
        found.sort_by_key(by_code);
        expected.sort_by_key(by_code);
        assert_eq!(found, expected);
    }

    #[test]
    fn there_is_a_shard_for_each_three_digits() {
        let shards = shards(&pack(&some())).unwrap();
        assert_eq!(shards.len(), 1000);
        assert_eq!(shards[8], "008\n");
        assert!(shards[60].starts_with("060\n=01\t"));
    }

    #[test]
    fn a_reading_that_stood_before_is_left_out() {
        let text = pack(&some());
        assert_eq!(text.matches("\n~").count(), 1);
    }

    #[test]
    fn other_texts_are_refused() {
        let text = pack(&some());
        assert_eq!(shards(""), None);
        assert_eq!(shards(&text.replacen("nss-postcodes 1", "nss-postcodes 2", 1)), None);
        assert_eq!(shards(&text[..text.len() - 20]), None);
        assert_eq!(shards(&text.replacen("8710000", "x", 1)), None);
    }
}
