//! A place in Latin capitals, in the three lines of an English address (N-282).

use super::place::Place;
use super::prefecture::{prefecture_kana, prefecture_label};
use crate::value::romaji;

/// The last letters of the parts of an address, each with its readings.
const ENDS: [(char, &[&str]); 8] = [
    ('都', &["ト"]),
    ('府', &["フ"]),
    ('県', &["ケン"]),
    ('市', &["シ"]),
    ('郡', &["グン"]),
    ('区', &["ク"]),
    ('町', &["チョウ", "マチ"]),
    ('村', &["ムラ", "ソン"]),
];
/// The only city with 区 whose own name has シ behind its first letter.
const HIROSHIMA: &str = "ヒロシマシ";

impl Place {
    /// 都道府県, 市区町村 and 町域: 「KANAGAWA KEN」「KAWASAKI SHI SAIWAI KU」「HORIKAWA CHO」. The data has readings only: the kanji tell
    /// where a word ends.
    pub fn latin(&self) -> [String; 3] {
        let label = prefecture_label(self.prefecture).unwrap_or_default();
        let kana = prefecture_kana(self.prefecture).unwrap_or_default();
        let (outer, inner) = split_inside(&self.city, &self.city_kana);
        // The kanji of the outer part end in 市 or 郡, which `split_inside` has found.
        let outer_end = if self.city.contains('郡') { "郡" } else { "市" };
        let city = [split_end(outer_end, outer), split_end(&self.city, inner)];
        [joined([split_end(label, kana)]), joined(city), joined([split_end(&self.town, &self.town_kana)])]
    }
}

/// 川崎市幸区: カワサキシ and サイワイク. The first part is empty if there is only one.
fn split_inside<'a>(name: &str, kana: &'a str) -> (&'a str, &'a str) {
    let end = ['郡', '市'].into_iter().find(|end| !name.ends_with(*end) && name.contains(*end));
    let reading = match end {
        Some('郡') => "グン",
        Some(_) if kana.starts_with(HIROSHIMA) => return kana.split_at(HIROSHIMA.len()),
        Some(_) => "シ",
        None => return ("", kana),
    };
    let is_end = |at: usize| at > 0 && !kana[at + reading.len()..].starts_with(['ャ', 'ュ', 'ョ']);
    let at = kana.match_indices(reading).map(|(at, _)| at).find(|at| is_end(*at));
    at.map_or(("", kana), |at| kana.split_at(at + reading.len()))
}

/// カワサキシ of 川崎市: カワサキ and シ.
fn split_end<'a>(name: &str, kana: &'a str) -> (&'a str, &'a str) {
    let readings = ENDS.iter().find(|(end, _)| name.ends_with(*end)).map_or(&[][..], |(_, readings)| readings);
    let before = readings.iter().find_map(|reading| kana.strip_suffix(reading)).filter(|before| !before.is_empty());
    before.map_or((kana, ""), |before| kana.split_at(before.len()))
}

fn joined<const N: usize>(parts: [(&str, &str); N]) -> String {
    let words = parts.into_iter().flat_map(|(name, end)| [name, end]).filter(|word| !word.is_empty());
    words.map(romaji::of_kana).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(prefecture: &'static str, city: [&str; 2], town: [&str; 2]) -> [String; 3] {
        let [city, city_kana] = city.map(str::to_owned);
        let [town, town_kana] = town.map(str::to_owned);
        Place { prefecture, city, city_kana, town, town_kana, ..Place::default() }.latin()
    }

    #[test]
    fn a_place_is_written_in_three_lines_by_its_parts() {
        let manual = lines("14", ["川崎市幸区", "カワサキシサイワイク"], ["堀川町", "ホリカワチョウ"]);
        assert_eq!(manual, ["KANAGAWA KEN", "KAWASAKI SHI SAIWAI KU", "HORIKAWA CHO"]);
        for (city, kana, line) in [
            ("広島市西区", "ヒロシマシニシク", "HIROSHIMA SHI NISHI KU"),
            ("静岡市葵区", "シズオカシアオイク", "SHIZUOKA SHI AOI KU"),
            ("札幌市白石区", "サッポロシシロイシク", "SAPPORO SHI SHIROISHI KU"),
            ("北九州市門司区", "キタキュウシュウシモジク", "KITAKYUSHU SHI MOJI KU"),
            ("余市郡余市町", "ヨイチグンヨイチチョウ", "YOICHI GUN YOICHI CHO"),
            ("四日市市", "ヨッカイチシ", "YOKKAICHI SHI"),
            ("千代田区", "チヨダク", "CHIYODA KU"),
        ] {
            assert_eq!(lines("14", [city, kana], ["", ""])[1], line, "{city}");
        }
        assert_eq!(lines("01", ["", ""], ["", ""]), ["HOKKAIDO", "", ""]);
        assert_eq!(lines("13", ["", ""], ["大手町", "オオテマチ"]), ["TOKYO TO", "", "OTE MACHI"]);
    }
}
