//! 都道府県: the forty-seven, their readings, and the customs (管轄税関) that is proposed for each.

use Customs::{Hakodate, Kobe, Moji, Nagasaki, Nagoya, Okinawa, Osaka, Split, Tokyo, Yokohama};

/// 都道府県 as choices: code and label. The codes are those of JIS X 0401.
pub const PREFECTURES: [(&str, &str); 47] = {
    let mut choices = [("", ""); 47];
    let mut row = 0;
    while row < TABLE.len() {
        choices[row] = (TABLE[row].0, TABLE[row].1);
        row += 1;
    }
    choices
};

/// The label of a prefecture's code: 13 is 東京都.
pub fn prefecture_label(code: &str) -> Option<&'static str> {
    row(code).map(|row| row.1)
}

/// The reading of a prefecture's code: 13 is トウキョウト.
pub fn prefecture_kana(code: &str) -> Option<&'static str> {
    row(code).map(|row| row.2)
}

/// The code of the customs (管轄税関) to suggest for a prefecture's code (N-090).
///
/// None where two customs share the prefecture (千葉, 福岡, 佐賀, 長崎): there the applicant is asked without a suggestion.
pub fn customs_of(prefecture: &str) -> Option<&'static str> {
    row(prefecture)?.3.code()
}

fn row(code: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.0 == code)
}

/// Code, label, reading, customs.
type Row = (&'static str, &'static str, &'static str, Customs);

/// The nine customs, and the case that two share a prefecture.
#[derive(Clone, Copy)]
enum Customs {
    Hakodate,
    Tokyo,
    Yokohama,
    Nagoya,
    Osaka,
    Kobe,
    Moji,
    Nagasaki,
    Okinawa,
    Split,
}

impl Customs {
    const fn code(self) -> Option<&'static str> {
        Some(match self {
            Hakodate => "hakodate",
            Tokyo => "tokyo",
            Yokohama => "yokohama",
            Nagoya => "nagoya",
            Osaka => "osaka",
            Kobe => "kobe",
            Moji => "moji",
            Nagasaki => "nagasaki",
            Okinawa => "okinawa",
            Split => return None,
        })
    }
}

/// Customs: N-090, from W15 and W16; 大分, 宮崎, 熊本 and 鹿児島 are assumed there.
#[rustfmt::skip]
static TABLE: [Row; 47] = [
    ("01", "北海道",   "ホッカイドウ", Hakodate),
    ("02", "青森県",   "アオモリケン", Hakodate),
    ("03", "岩手県",   "イワテケン",   Hakodate),
    ("04", "宮城県",   "ミヤギケン",   Yokohama),
    ("05", "秋田県",   "アキタケン",   Hakodate),
    ("06", "山形県",   "ヤマガタケン", Tokyo),
    ("07", "福島県",   "フクシマケン", Yokohama),
    ("08", "茨城県",   "イバラキケン", Yokohama),
    ("09", "栃木県",   "トチギケン",   Yokohama),
    ("10", "群馬県",   "グンマケン",   Tokyo),
    ("11", "埼玉県",   "サイタマケン", Tokyo),
    ("12", "千葉県",   "チバケン",     Split),
    ("13", "東京都",   "トウキョウト", Tokyo),
    ("14", "神奈川県", "カナガワケン", Yokohama),
    ("15", "新潟県",   "ニイガタケン", Tokyo),
    ("16", "富山県",   "トヤマケン",   Osaka),
    ("17", "石川県",   "イシカワケン", Osaka),
    ("18", "福井県",   "フクイケン",   Osaka),
    ("19", "山梨県",   "ヤマナシケン", Tokyo),
    ("20", "長野県",   "ナガノケン",   Nagoya),
    ("21", "岐阜県",   "ギフケン",     Nagoya),
    ("22", "静岡県",   "シズオカケン", Nagoya),
    ("23", "愛知県",   "アイチケン",   Nagoya),
    ("24", "三重県",   "ミエケン",     Nagoya),
    ("25", "滋賀県",   "シガケン",     Osaka),
    ("26", "京都府",   "キョウトフ",   Osaka),
    ("27", "大阪府",   "オオサカフ",   Osaka),
    ("28", "兵庫県",   "ヒョウゴケン", Kobe),
    ("29", "奈良県",   "ナラケン",     Osaka),
    ("30", "和歌山県", "ワカヤマケン", Osaka),
    ("31", "鳥取県",   "トットリケン", Kobe),
    ("32", "島根県",   "シマネケン",   Kobe),
    ("33", "岡山県",   "オカヤマケン", Kobe),
    ("34", "広島県",   "ヒロシマケン", Kobe),
    ("35", "山口県",   "ヤマグチケン", Moji),
    ("36", "徳島県",   "トクシマケン", Kobe),
    ("37", "香川県",   "カガワケン",   Kobe),
    ("38", "愛媛県",   "エヒメケン",   Kobe),
    ("39", "高知県",   "コウチケン",   Kobe),
    ("40", "福岡県",   "フクオカケン", Split),
    ("41", "佐賀県",   "サガケン",     Split),
    ("42", "長崎県",   "ナガサキケン", Split),
    ("43", "熊本県",   "クマモトケン", Nagasaki),
    ("44", "大分県",   "オオイタケン", Moji),
    ("45", "宮崎県",   "ミヤザキケン", Moji),
    ("46", "鹿児島県", "カゴシマケン", Nagasaki),
    ("47", "沖縄県",   "オキナワケン", Okinawa),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::office::CUSTOMS;

    #[test]
    fn codes_run_from_01_to_47() {
        for (number, (code, label)) in (1..).zip(PREFECTURES) {
            assert_eq!(code, format!("{number:02}"), "{label}");
        }
    }

    #[test]
    fn labels_and_readings_end_as_prefectures_do() {
        let endings = [('都', 'ト'), ('道', 'ウ'), ('府', 'フ'), ('県', 'ン')];
        for (code, label) in PREFECTURES {
            let reading = prefecture_kana(code).unwrap();
            let ends = |(kanji, kana): &(char, char)| label.ends_with(*kanji) && reading.ends_with(*kana);
            assert!(endings.iter().any(ends), "{label} {reading}");
        }
    }

    /// The rows of N-090, copied.
    const ROWS: [(&str, &[&str]); 10] = [
        ("hakodate", &["北海道", "青森県", "岩手県", "秋田県"]),
        ("tokyo", &["山形県", "群馬県", "埼玉県", "東京都", "新潟県", "山梨県"]),
        ("yokohama", &["宮城県", "福島県", "茨城県", "栃木県", "神奈川県"]),
        ("nagoya", &["長野県", "岐阜県", "静岡県", "愛知県", "三重県"]),
        ("osaka", &["富山県", "石川県", "福井県", "滋賀県", "京都府", "大阪府", "奈良県", "和歌山県"]),
        ("kobe", &["兵庫県", "鳥取県", "島根県", "岡山県", "広島県", "徳島県", "香川県", "愛媛県", "高知県"]),
        ("moji", &["山口県", "大分県", "宮崎県"]),
        ("nagasaki", &["熊本県", "鹿児島県"]),
        ("okinawa", &["沖縄県"]),
        ("", &["千葉県", "福岡県", "佐賀県", "長崎県"]),
    ];

    #[test]
    fn the_customs_of_each_prefecture_is_proposed_except_where_two_share_it() {
        assert_eq!(ROWS.iter().map(|(_, prefectures)| prefectures.len()).sum::<usize>(), PREFECTURES.len());
        for (code, label) in PREFECTURES {
            let (customs, _) = ROWS.iter().find(|(_, prefectures)| prefectures.contains(&label)).unwrap();
            assert_eq!(customs_of(code).unwrap_or_default(), *customs, "{label}");
        }
        for code in ["", "00", "48", "１３", "1"] {
            assert_eq!(customs_of(code), None, "{code}");
        }
    }

    #[test]
    fn every_suggested_customs_office_is_a_choice_of_the_field() {
        for (code, label) in PREFECTURES {
            let Some(customs) = customs_of(code) else { continue };
            assert!(CUSTOMS.iter().any(|choice| choice.code == customs), "{label}");
        }
    }
}
