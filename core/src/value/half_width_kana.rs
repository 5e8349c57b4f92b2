//! Half-width kana to full width, with ﾞ and ﾟ joined to the kana before them (F038).

/// The full-width forms of U+FF61 … U+FF9D, in order.
#[rustfmt::skip]
static FULL: [char; 61] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー',
    'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ',
    'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ',
    'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン',
];

/// Writes `c` in full width if it is a half-width kana or a voicing mark (ﾞ ﾟ, or the combining U+3099 U+309A); returns
/// false, without writing, for any other character.
///
/// A mark that cannot join the character before it is written by itself.
pub(super) fn push(out: &mut String, c: char) -> bool {
    let half_voiced = match c {
        'ﾞ' | '\u{3099}' => false,
        'ﾟ' | '\u{309a}' => true,
        '｡'..='ﾝ' => {
            out.push(FULL[c as usize - '｡' as usize]);
            return true;
        }
        _ => return false,
    };
    if let Some(joined) = out.chars().next_back().and_then(|base| voiced(base, half_voiced)) {
        out.pop();
        out.push(joined);
    } else {
        out.push(if half_voiced { '゜' } else { '゛' });
    }
    true
}

/// か → が, ハ → パ, ウ → ヴ: the voiced or half-voiced kana, if there is one.
pub(super) fn voiced(base: char, half_voiced: bool) -> Option<char> {
    // Katakana stand 0x60 behind hiragana in the same order; in both, a voiced kana follows its plain one.
    let shift = match base {
        'ぁ'..='ゞ' => 0,
        'ァ'..='ヾ' => 0x60,
        _ => return None,
    };
    let plain = u32::from(base) - shift;
    let there = match plain {
        0x304b..=0x3061 if plain % 2 == 1 && !half_voiced => plain + 1, // か … ち
        0x3064 | 0x3066 | 0x3068 | 0x309d if !half_voiced => plain + 1, // つ て と ゝ
        0x306f..=0x307b if plain % 3 == 0 => plain + 1 + u32::from(half_voiced), // は … ほ
        0x3046 if !half_voiced => 0x3094,                               // う
        _ => return None,
    };
    char::from_u32(there + shift)
}

#[cfg(test)]
mod tests {
    use super::push;

    fn write(text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            if !push(&mut out, c) {
                out.push(c);
            }
        }
        out
    }

    #[test]
    fn marks_join_the_kana_before_them() {
        assert_eq!(write("ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞｼﾞｽﾞｾﾞｿﾞﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞ"), "ガギグゲゴザジズゼゾダヂヅデド");
        assert_eq!(write("ﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞ"), "バビブベボパピプペポヴ");
        assert_eq!(write("か\u{3099}は\u{309a}"), "がぱ");
    }

    #[test]
    fn a_mark_that_fits_nothing_stands_alone() {
        assert_eq!(write("ﾞｱﾞｶﾟ"), "゛ア゛カ゜");
    }

    #[test]
    fn small_kana_and_signs_keep_their_size() {
        assert_eq!(write("｢ｯｬｰ｣､｡･ｦﾝ"), "「ッャー」、。・ヲン");
    }
}
