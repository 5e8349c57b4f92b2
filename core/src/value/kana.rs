//! フリガナ: full-width katakana, small kana and ー as they are (N-032, N-034, N-081, N-087, F038).

use std::borrow::Cow;

use super::characters::{full, is_dash, is_invisible, is_middle_dot, is_space};
use super::ideograph::unified;
use super::{character_names, full_width, half_width_kana, jis, kept, length, quotes, whitespace};
use crate::message::{Message, Violation};

/// The full-width space, the only one of the normal form.
const BLANK: char = '\u{3000}';

/// 丁目, 番地, 号, 棟.
const ADDRESS_WORDS: [&str; 4] = ["チョウメ", "バンチ", "ゴウ", "トウ"];

static CHARACTERS: Message = Message::blocks(
    "kana.characters",
    "{label}は全角カタカナで入力してください（例：ナックスカブシキカイシャ）。{characters}は使えません。",
);

static NAME_CHARACTERS: Message = Message::blocks(
    "kana.name-characters",
    "{label}は全角カタカナ（長音「ー」、中点「・」、空白も可）で入力してください（例：コンサイ）。{characters}は使えません。",
);

static NAME_DASH: Message = Message::blocks(
    "kana.name-dash",
    "{label}の「－」を消すか、「・」または空白に置き換えてください（長音「ー」は、「ン」「ッ」以外のカナの後で使えます）。",
);

/// Kanji and a sign of kanji that look like a kana, each followed by the kana.
static LOOK_ALIKES: &str = "口ロ力カ二ニ八ハ夕タ卜ト工エ千チ才オ一ー三ミ匕ヒ又ヌ厶ム丿ノ己コ";

/// The sentences of this kind.
pub static MESSAGES: &[&Message] = &[&CHARACTERS, &NAME_CHARACTERS, &NAME_DASH];

/// Hiragana and half-width kana to full-width katakana, letters to full-width capitals; a dash typed for ー becomes ー.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if is_settled(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len() * 3);
    let cell = quotes::cell(raw);
    for c in cell.as_deref().unwrap_or(raw).chars() {
        if is_invisible(c) {
            continue;
        }
        let c = katakana(c);
        shorten(&mut out, c);
        lengthen(&mut out, c);
        if is_space(c) {
            whitespace::push(&mut out, BLANK);
        } else if !half_width_kana::push(&mut out, c) {
            write(&mut out, c);
        }
    }
    shorten(&mut out, BLANK);
    lengthen(&mut out, BLANK);
    kept(raw, whitespace::trim_end(out, BLANK))
}

/// The first violation: a character outside [`is_allowed`], else longer than `max` characters.
pub fn check(normal: &str, max: u32) -> Option<Violation> {
    match character_names::named_with_offers(normal, |c| !is_allowed(c), meant(normal)) {
        Some(characters) => Some(Violation::new(&CHARACTERS).with("characters", characters)),
        None => length::check(normal, max),
    }
}

/// The first violation of a person's name, which has no digits, letters or other signs (N-034).
pub fn check_name(normal: &str, max: u32) -> Option<Violation> {
    match character_names::named_with_offers(normal, |c| !is_of_name(c), meant(normal)) {
        Some(_) if normal.chars().all(|c| is_of_name(c) || c == '－') => Some(Violation::new(&NAME_DASH)),
        Some(characters) => Some(Violation::new(&NAME_CHARACTERS).with("characters", characters)),
        None => length::check(normal, max),
    }
}

/// The character that is offered for a refused one. Among kana, a kanji that looks like a kana is meant as one.
fn meant(normal: &str) -> fn(char) -> char {
    if !normal.contains(|c| matches!(c, 'ァ'..='ヺ')) {
        return katakana;
    }
    |c| jis::behind(LOOK_ALIKES, c).unwrap_or_else(|| katakana(c))
}

/// The canonical character: katakana, capitals, full width; a free-standing voicing mark becomes a combining one.
fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        '゛' => 'ﾞ',
        '゜' => 'ﾟ',
        'ー' | 'ｰ' => 'ー',
        _ if is_middle_dot(c) => '・',
        _ if is_dash(c) => '－',
        'a'..='z' => full(c.to_ascii_uppercase()),
        'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0x20).unwrap_or(c),
        _ => full(unified(c)),
    }
}

/// Writes one character; いすゞ becomes イスズ.
fn write(out: &mut String, c: char) {
    let before = out.chars().next_back().filter(|c| matches!(c, 'ァ'..='ヶ'));
    match (c, before) {
        ('ヽ', Some(kana)) => out.push(kana),
        ('ヾ', Some(kana)) => out.push(half_width_kana::voiced(kana, false).unwrap_or(kana)),
        _ => out.push(c),
    }
}

/// Turns a trailing ー into a dash where no vowel is long: beside digits and letters, behind ン and ッ, and between a part
/// of an address and its number (チョウメー３).
fn shorten(out: &mut String, next: char) {
    full_width::settle_stroke(out, Some(next));
    let Some(before) = out.strip_suffix('ー') else { return };
    let is_address = ADDRESS_WORDS.iter().any(|word| before.ends_with(word)) && is_digit_or_letter(next);
    if before.ends_with(['ン', 'ッ']) || is_address {
        out.pop();
        out.push('－');
    }
}

/// Turns a trailing dash into ー if it follows a kana that can be lengthened, and neither digit nor letter comes `next`.
fn lengthen(out: &mut String, next: char) {
    let Some(before) = out.strip_suffix('－') else { return };
    let is_long = before.chars().next_back().is_some_and(|c| full_width::is_lengthened(c) || c == 'ー');
    if is_long && !is_digit_or_letter(next) {
        out.pop();
        out.push('ー');
    }
}

const fn is_digit_or_letter(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ')
}

/// Katakana, ー, ・ and the space.
const fn is_of_name(c: char) -> bool {
    matches!(c, 'ァ'..='ヶ' | 'ー' | '・' | BLANK)
}

/// Those, digits, capitals and the signs of names and addresses; not stricter than the sample of N-087.
const fn is_allowed(c: char) -> bool {
    is_of_name(c) || is_digit_or_letter(c) || matches!(c, '（' | '）' | '．' | '，' | '－' | '／' | '’' | '＆')
}

/// A fast test for a normal text. It may miss a normal text; it never accepts another one.
fn is_settled(raw: &str) -> bool {
    let mut before = BLANK;
    for c in raw.chars() {
        let stays = match c {
            BLANK => before != BLANK,
            'ー' => full_width::is_lengthened(before) && !matches!(before, 'メ' | 'チ' | 'ウ'),
            '－' => !matches!(before, 'ァ'..='ヶ' | 'ー'),
            _ => is_allowed(c),
        };
        if !stays {
            return false;
        }
        before = c;
    }
    raw.is_empty() || before != BLANK
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{check, check_name, normalise};

    #[test]
    fn the_manuals_sample_passes() {
        let normal = normalise("カナガワケンカワサキシサイワイクホリカワチョウ999バンチ ナックスタワー１カイ");
        assert_eq!(normal, "カナガワケンカワサキシサイワイクホリカワチョウ９９９バンチ　ナックスタワー１カイ");
        assert_eq!(check(&normal, 200), None);
    }

    #[test]
    fn hiragana_and_half_width_kana_become_katakana() {
        assert_eq!(normalise("こんさい いちろう"), "コンサイ　イチロウ");
        assert_eq!(normalise("ﾅｯｸｽｼｽﾃﾑｶﾌﾞｼｷｶﾞｲｼｬ"), "ナックスシステムカブシキガイシャ");
        assert_eq!(normalise("ハ゛か\u{3099}ゔ"), "バガヴ");
        assert_eq!(normalise("いすゞ"), "イスズ");
    }

    #[test]
    fn a_dash_after_a_kana_is_a_long_vowel() {
        assert_eq!(normalise("タワ-"), "タワー");
        assert_eq!(normalise("スーパ−マーケット"), "スーパーマーケット");
        assert_eq!(normalise("1-2ー3"), "１－２－３");
        assert_eq!(normalise("チョウメ-2"), "チョウメ－２");
        assert_eq!(normalise("1チョウメー3ー1"), "１チョウメ－３－１");
        assert_eq!(normalise("Bー101 バンチー2"), "Ｂ－１０１　バンチ－２");
        assert_eq!(normalise("タワー1"), "タワー１");
        assert_eq!(normalise("マンションー ッ-ン-"), "マンション－　ッ－ン－");
    }

    #[test]
    fn a_normal_text_is_borrowed() {
        for kana in ["", "ナックスシステムカブシキカイシャ", "コンサイ　イチロウ", "１－２"]
        {
            assert!(matches!(normalise(kana), Cow::Borrowed(_)), "{kana}");
        }
    }

    #[test]
    fn kanji_are_named() {
        let violation = check("混載イチ郎", 40).unwrap();
        assert_eq!(violation.message.code, "kana.characters");
        assert_eq!(violation.parameters[0].1, "「混」「載」「郎」");
    }

    #[test]
    fn letters_digits_and_signs_are_no_name_of_a_person() {
        for name in ["こんさい", "ｺﾝｻｲ", "ジョン・スミス", "ゆーこ　さとう"] {
            assert_eq!(check_name(&normalise(name), 40), None, "{name}");
        }
        let named = |raw: &str| check_name(&normalise(raw), 40).map(|violation| violation.parameters[0].1.to_string());
        assert_eq!(named("ichiro").as_deref(), Some("「Ｉ」「Ｃ」「Ｈ」「Ｒ」「Ｏ」"));
        assert_eq!(named("コンサイ2").as_deref(), Some("「２」"));
        assert_eq!(named("コン-サイ2").as_deref(), Some("「－」「２」"));
        assert_eq!(check_name(&normalise("コンーサイ"), 40).unwrap().message.code, "kana.name-dash");
    }

    #[test]
    fn lookalikes_of_kana_are_taken_or_offered() {
        assert_eq!(normalise("ジョン·スミス•ケン‧A∙B⋅C"), "ジョン・スミス・ケン・Ａ・Ｂ・Ｃ");
        let named =
            |text: &str| check_name(&normalise(text), 40).map(|violation| violation.parameters[0].1.to_string());
        assert_eq!(named("口ボット卜力").as_deref(), Some("「口」（→「ロ」）「卜」（→「ト」）「力」（→「カ」）"));
        assert_eq!(named("一二三").as_deref(), Some("「一」「二」「三」"));
        assert_eq!(check("二ューヨーク", 40).unwrap().parameters[0].1, "「二」（→「ニ」）");
    }

    #[test]
    fn the_length_is_limited() {
        assert_eq!(check("アイウ", 2).unwrap().message.code, "text.too-long");
        assert_eq!(check_name("アイウ", 2).unwrap().message.code, "text.too-long");
    }
}
