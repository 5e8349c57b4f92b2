//! The adapter for Japan Post's own files: 住所の郵便番号 in UTF-8 (`utf_ken_all.csv`, a record a line) or in `Shift_JIS`
//! (`KEN_ALL.CSV`, readings in half width, long records over several lines), and 大口事業所個別番号 (`JIGYOSYO.CSV`,
//! `Shift_JIS`).
//!
//! The encoding and the number of columns decide which one it is.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{SHIFT_JIS, UTF_8};

use super::PostcodeError;
use super::record::{Office, Record};

/// The columns of addresses, from 全国地方公共団体コード to 変更理由.
const OF_ADDRESSES: usize = 15;
/// The columns of large offices, from 所在地のJISコード to 修正コード.
const OF_OFFICES: usize = 13;
/// 修正コード of a large office that was closed.
const IS_GONE: &str = "5";

/// All places of a file, in its order.
pub(super) fn read(file: &[u8]) -> Result<Vec<Record>, PostcodeError> {
    let text = decoded(file)?;
    let rows = ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).into_records();
    let rows: Vec<_> = rows.collect::<Result<_, _>>().map_err(PostcodeError::source)?;
    match rows.first().map(StringRecord::len) {
        Some(OF_ADDRESSES) => areas(&rows),
        Some(OF_OFFICES) => Ok(rows.iter().filter(|row| &row[12] != IS_GONE).map(office).collect()),
        columns => {
            Err(PostcodeError::Source(format!("{} columns: no file of Japan Post's", columns.unwrap_or_default())))
        }
    }
}

fn decoded(file: &[u8]) -> Result<String, PostcodeError> {
    let decode = |encoding: &'static encoding_rs::Encoding| {
        let (text, has_errors) = encoding.decode_with_bom_removal(file);
        (!has_errors).then(|| text.into_owned())
    };
    decode(UTF_8)
        .or_else(|| decode(SHIFT_JIS))
        .ok_or_else(|| PostcodeError::Source("neither UTF-8 nor Shift_JIS".into()))
}

/// Joins the lines of one record, which are broken inside parentheses, and removes the parentheses.
fn areas(rows: &[StringRecord]) -> Result<Vec<Record>, PostcodeError> {
    let mut records: Vec<Record> = Vec::new();
    for row in rows {
        match records.last_mut().filter(|last| last.code == row[2] && is_open(&last.town)) {
            Some(last) => {
                // A reading that fits into one line is repeated in each.
                if is_open(&last.town_kana) {
                    last.town_kana += &row[5];
                }
                last.town += &row[8];
            }
            None => records.push(area(row)),
        }
    }
    if let Some(open) = records.iter().find(|record| is_open(&record.town)) {
        return Err(PostcodeError::Source(format!("parentheses that do not end: {} {}", open.code, open.town)));
    }
    records.iter_mut().for_each(divide);
    Ok(records)
}

fn is_open(text: &str) -> bool {
    let count = |signs: [char; 2]| text.matches(signs).count();
    count(['（', '(']) > count(['）', ')'])
}

/// The text in parentheses becomes the note; two of them, （高層棟）（１階）, are joined.
fn divide(record: &mut Record) {
    let bracket = |text: &str| text.find(['（', '(']);
    if let Some(start) = bracket(&record.town) {
        let note = record.town.split_off(start);
        let inside = note.strip_prefix(['（', '(']).and_then(|note| note.strip_suffix(['）', ')']));
        record.note = inside.unwrap_or(&note).replace("）（", "");
    }
    if let Some(start) = bracket(&record.town_kana) {
        record.town_kana.truncate(start);
    }
}

fn area(row: &StringRecord) -> Record {
    let [code, city_kana, town_kana, prefecture, city, town] = [2, 4, 5, 6, 7, 8].map(|column| row[column].to_owned());
    Record { code, prefecture, city, city_kana, town, town_kana, ..Record::default() }
}

fn office(row: &StringRecord) -> Record {
    let [kana, name, prefecture, city, town, street, code] = [1, 2, 3, 4, 5, 6, 7].map(|column| row[column].to_owned());
    Record { code, prefecture, city, town, office: Some(Office { name, kana, street }), ..Record::default() }
}

#[cfg(test)]
mod tests {
    use super::super::normalise::normalise;
    use super::*;

    /// Every quirk of `KEN_ALL.CSV`, in rows of our own; here in UTF-8, so that they can be read.
    const KEN_ALL: &str = include_str!("japan_post/ken_all.csv");

    /// The same places as `utf_ken_all.csv` has them: a record a line, readings in full width.
    const UTF_KEN_ALL: &str = concat!(
        "02405,\"033  \",\"0330071\",\"アオモリケン\",\"カミキタグンロクノヘマチ\",",
        "\"イヌオトセ（ウチカネヤ、ウチヤマ、シモクボ＜１７４ヲノゾク＞、ヤナギサワ＜９１ヲノゾク＞、オオマガリ）\",\"青森県\",",
        "\"上北郡六戸町\",\"犬落瀬（内金矢、内山、下久保「１７４を除く」、柳沢「９１を除く」、大曲）\",1,1,0,0,0,0\r\n",
        "03507,\"02879\",\"0287915\",\"イワテケン\",\"クノヘグンヒロノチョウ\",",
        "\"タネイチダイ１５チワリ−ダイ２１チワリ（カヌカ、ショウジアイ）\",\"岩手県\",\"九戸郡洋野町\",",
        "\"種市第１５地割〜第２１地割（鹿糠、小路合）\",1,1,0,0,0,0\r\n",
        "26102,\"602  \",\"6020033\",\"キョウトフ\",\"キョウトシカミギョウク\",\"イマデガワチョウ\",\"京都府\",",
        "\"京都市上京区\",\"今出川町（烏丸通今出川上る、烏丸通今出川下る、今出川通室町東入）\",0,0,0,0,0,0\r\n",
    );

    /// A large office, and one that was closed.
    const JIGYOSYO: &str = concat!(
        "11201,\"(ｶﾌﾞ) ﾒ-ﾙﾊｳｽ\",\"株式会社　メールハウス\",\"埼玉県\",\"川越市\",\"大字今福\",\"８２５－３（銀座郵便局私書箱）\",",
        "\"1008639\",\"100  \",\"銀座\",1,0,0\r\n",
        "11201,\"ｶﾝｺｳｼﾞﾖ\",\"官公所\",\"埼玉県\",\"川越市\",\"脇田町\",\"１\",\"3508601\",\"350  \",\"川越\",0,0,5\r\n",
    );

    fn shift_jis(text: &str) -> Vec<u8> {
        let (bytes, _, has_errors) = SHIFT_JIS.encode(text);
        assert!(!has_errors);
        bytes.into_owned()
    }

    /// The output of adapter and normaliser: code, town, its reading, note.
    fn places(file: &[u8]) -> Vec<[String; 4]> {
        let mut records = read(file).unwrap();
        normalise(&mut records);
        records.into_iter().map(|record| [record.code, record.town, record.town_kana, record.note]).collect()
    }

    #[test]
    fn every_quirk_of_the_older_form_is_read() {
        let expected = [
            ["0600000", "", "", "以下に掲載がない場合"],
            ["0600042", "大通西", "オオドオリニシ", "１～１９丁目"],
            ["0330071", "犬落瀬", "イヌオトセ", "内金矢、内山、下久保「１７４を除く」、柳沢「９１を除く」、大曲"],
            ["0282504", "箱石", "ハコイシ", "第２地割「７０～１３６」～第４地割「３～１１」"],
            ["0295503", "穴明", "アナアケ", "２２地割、穴明２３地割"],
            ["0287915", "種市", "タネイチ", "第１５地割～第２１地割（鹿糠、小路合）"],
            ["9806190", "中央アエル", "チュウオウアエル", "地階・階層不明"],
            ["3060433", "", "", "境町の次に番地がくる場合"],
            ["1000301", "", "", ""],
            ["4090142", "", "", "小菅村の次に１～６６３番地がくる場合"],
            ["4506201", "名駅ミッドランドスクエア", "メイエキミッドランドスクエア", "高層棟１階"],
            ["4980000", "", "", "以下に掲載がない場合"],
            ["4980000", "", "", "以下に掲載がない場合"],
            ["5220317", "一円", "イチエン", ""],
            ["6020033", "今出川町", "イマデガワチョウ", "烏丸通今出川上る、烏丸通今出川下る、今出川通室町東入"],
            ["7614103", "甲", "コウ", "大木戸"],
            ["7614103", "乙", "オツ", "大木戸"],
        ];
        assert_eq!(places(&shift_jis(KEN_ALL)), expected);
    }

    #[test]
    fn both_forms_of_the_file_give_the_same_places() {
        let both = [places(&shift_jis(KEN_ALL)), places(UTF_KEN_ALL.as_bytes())];
        let [older, newer] = both;
        assert_eq!(newer.len(), 3);
        for place in newer {
            assert!(older.contains(&place), "{place:?}");
        }
        assert_eq!(places(KEN_ALL.as_bytes()), older, "the encoding tells nothing");
    }

    #[test]
    fn readings_of_municipalities_become_full_width() {
        let mut records = read(&shift_jis(KEN_ALL)).unwrap();
        normalise(&mut records);
        assert_eq!(records[0].city_kana, "サッポロシチュウオウク");
        assert_eq!(records[14].city_kana, "キョウトシカミギョウク");
    }

    #[test]
    fn a_large_office_has_its_name_with_a_reading_unless_it_is_gone() {
        let mut records = read(&shift_jis(JIGYOSYO)).unwrap();
        normalise(&mut records);
        let [record] = records.try_into().unwrap();
        assert_eq!((&*record.code, &*record.city, &*record.town), ("1008639", "川越市", "大字今福"));
        let office = record.office.unwrap();
        assert_eq!((&*office.name, &*office.kana), ("株式会社　メールハウス", "（カブ）　メールハウス"));
        assert_eq!(office.street, "８２５－３（銀座郵便局私書箱）");
    }

    #[test]
    fn a_file_with_other_columns_is_an_error() {
        let says = |file: &[u8]| match read(file) {
            Err(PostcodeError::Source(says)) => says,
            other => panic!("{other:?}"),
        };
        assert!(says(b"a,b\n").starts_with("2 columns"));
        assert!(says(b"").starts_with("0 columns"));
        assert_eq!(says(b"\xff\xff"), "neither UTF-8 nor Shift_JIS");
        let lines: Vec<_> = KEN_ALL.lines().take(4).collect();
        assert_eq!(
            says(lines.join("\n").as_bytes()),
            "parentheses that do not end: 0330071 犬落瀬（内金矢、内山、下久保「１７４を除く」、"
        );
        assert!(!says(format!("{}\n1,2", lines[0]).as_bytes()).is_empty());
    }
}
