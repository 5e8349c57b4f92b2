//! Katakana in Latin capitals: a proposal for English names and addresses, in the Hepburn writing of passports. Long vowels are
//! not written. The applicant confirms it (N-282).

use super::characters::{half, is_dash, is_space};

/// The Latin letters of a text in full-width katakana; any other letter becomes half width.
pub fn of_kana(kana: &str) -> String {
    let mut out = String::with_capacity(kana.len());
    let (mut is_doubled, mut is_behind_n) = (false, false);
    let mut letters = kana.chars().filter(|letter| *letter != 'ー').peekable();
    while let Some(letter) = letters.next() {
        if letter == 'ッ' {
            is_doubled = true;
            continue;
        }
        let Some(first) = sound(letter) else {
            out.push(match letter {
                _ if is_space(letter) || letter == '・' => ' ',
                _ if is_dash(letter) => '-',
                _ => half(letter),
            });
            is_behind_n = false;
            continue;
        };
        let mut sound = first.to_owned();
        if let Some(vowel) = letters.peek().and_then(|next| small(*next)) {
            letters.next();
            join(&mut sound, vowel);
        }
        // スウェーデン has another syllable there.
        while letters.clone().nth(1).and_then(small).is_none()
            && letters.next_if(|next| is_lengthened(&sound, *next)).is_some()
        {}
        if is_behind_n && sound.starts_with(['B', 'M', 'P']) {
            out.pop();
            out.push('M');
        }
        if is_doubled {
            out.push(if sound.starts_with("CH") { 'T' } else { sound.chars().next().unwrap_or_default() });
        }
        out.push_str(&sound);
        (is_doubled, is_behind_n) = (false, letter == 'ン');
    }
    out
}

/// The sound of a letter; none if it is no katakana.
#[rustfmt::skip]
fn sound(letter: char) -> Option<&'static str> {
    const ROWS: [(&str, [&str; 5]); 17] = [
        ("アイウエオ", ["A",  "I",   "U",   "E",  "O"]),
        ("カキクケコ", ["KA", "KI",  "KU",  "KE", "KO"]),
        ("ガギグゲゴ", ["GA", "GI",  "GU",  "GE", "GO"]),
        ("サシスセソ", ["SA", "SHI", "SU",  "SE", "SO"]),
        ("ザジズゼゾ", ["ZA", "JI",  "ZU",  "ZE", "ZO"]),
        ("タチツテト", ["TA", "CHI", "TSU", "TE", "TO"]),
        ("ダヂヅデド", ["DA", "JI",  "ZU",  "DE", "DO"]),
        ("ナニヌネノ", ["NA", "NI",  "NU",  "NE", "NO"]),
        ("ハヒフヘホ", ["HA", "HI",  "FU",  "HE", "HO"]),
        ("バビブベボ", ["BA", "BI",  "BU",  "BE", "BO"]),
        ("パピプペポ", ["PA", "PI",  "PU",  "PE", "PO"]),
        ("マミムメモ", ["MA", "MI",  "MU",  "ME", "MO"]),
        ("ラリルレロ", ["RA", "RI",  "RU",  "RE", "RO"]),
        ("ヤヰユヱヨ", ["YA", "I",   "YU",  "E",  "YO"]),
        ("ァィゥェォ", ["A",  "I",   "U",   "E",  "O"]),
        ("ャヵュヮョ", ["YA", "KA",  "YU",  "WA", "YO"]),
        ("ワヶヴンヲ", ["WA", "GA",  "VU",  "N",  "O"]),
    ];
    ROWS.iter().find_map(|(row, sounds)| row.chars().position(|known| known == letter).map(|place| sounds[place]))
}

/// The vowel of a small letter, with its glide: キャ, ティ.
fn small(letter: char) -> Option<&'static str> {
    let known =
        [('ャ', "YA"), ('ュ', "YU"), ('ョ', "YO"), ('ァ', "A"), ('ィ', "I"), ('ゥ', "U"), ('ェ', "E"), ('ォ', "O")];
    known.into_iter().find(|(small, _)| *small == letter).map(|(_, vowel)| vowel)
}

/// KI and YA are KYA, SHI and YA are SHA, TE and I are TI.
fn join(sound: &mut String, vowel: &'static str) {
    if sound == "U" {
        sound.insert(0, 'W');
    }
    sound.pop();
    let has_glide = ["SH", "CH", "J"].contains(&sound.as_str());
    sound.push_str(if has_glide { vowel.trim_start_matches('Y') } else { vowel });
}

/// Whether a vowel only lengthens the sound before it: ヨウ, オオ, ユウ.
fn is_lengthened(sound: &str, next: char) -> bool {
    matches!((sound.chars().next_back(), next), (Some('O'), 'ウ' | 'オ') | (Some('U'), 'ウ'))
}

#[cfg(test)]
mod tests {
    use super::of_kana;

    #[test]
    fn katakana_in_the_writing_of_passports() {
        for (kana, latin) in [
            ("ホリカワチョウ", "HORIKAWACHO"),
            ("オオサカ", "OSAKA"),
            ("トウキョウ", "TOKYO"),
            ("ニホンバシ", "NIHOMBASHI"),
            ("ホッカイドウ", "HOKKAIDO"),
            ("ハッチョウボリ", "HATCHOBORI"),
            ("シンジュク", "SHINJUKU"),
            ("ジョウホク", "JOHOKU"),
            ("サンノミヤ", "SANNOMIYA"),
            ("コウベパーティ", "KOBEPATI"),
            ("ウェスト", "WESUTO"),
            ("スウェーデン", "SUWEDEN"),
            ("ヒャクドウ", "HYAKUDO"),
            ("シュウナン", "SHUNAN"),
            ("テンマ", "TEMMA"),
            ("サン・メゾン", "SAN MEZON"),
            ("１チョウメ　Ａ－２", "1CHOME A-2"),
        ] {
            assert_eq!(of_kana(kana), latin, "{kana}");
        }
    }
}
