//! 申込理由, 備考, 連絡事項: several lines, as typed but without invisible characters (N-062, V-02).

use std::borrow::Cow;

use super::characters::{is_break, is_invisible, is_space};
use super::ideograph::unified;
use super::{half_width_kana, jis, length, quotes};
use crate::message::{Message, Violation};

/// The sentences of this kind are those of [`length`] and [`jis`].
pub static MESSAGES: &[&Message] = &[];

/// One kind of line end and of space, no blanks at the ends of lines, no blank lines at the end, half-width kana in full
/// width, no quotation marks of a cell.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(raw);
    loop {
        if !is_settled(&out) {
            out = Cow::Owned(written(&out));
        }
        match quotes::cell(&out) {
            Some(content) => out = Cow::Owned(content),
            None => return if out == raw { Cow::Borrowed(raw) } else { out },
        }
    }
}

/// One pass over the text.
fn written(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() * 2);
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\u{3000}' => out.push(c),
            _ if is_break(c) && c != '\t' => {
                trim(&mut out);
                out.push('\n');
            }
            _ if is_space(c) => out.push(' '),
            _ if is_invisible(c) || half_width_kana::push(&mut out, c) => {}
            _ => out.push(unified(c)),
        }
    }
    while trim(&mut out) || out.ends_with('\n') {
        if out.ends_with('\n') {
            out.pop();
        }
    }
    out
}

/// The first violation: longer than `max` characters (line ends count as one), else (a warning) outside JIS X 0208.
pub fn check(normal: &str, max: u32) -> Option<Violation> {
    length::check(normal, max).or_else(|| jis::check(normal, |c| c))
}

/// Removes the blanks at the end; true if there were any.
fn trim(out: &mut String) -> bool {
    let length = out.trim_end_matches([' ', '\u{3000}']).len();
    let was = out.len();
    out.truncate(length);
    length < was
}

/// A fast test for a normal text. It may miss a normal text; it never accepts another one.
fn is_settled(raw: &str) -> bool {
    let mut before = ' ';
    for c in raw.chars() {
        let stays = match c {
            '\n' => !matches!(before, ' ' | '\u{3000}'),
            ' '..='~' | '\u{3000}'..='ゖ' | '゛'..='鿿' | '！'..='～' => true,
            _ => false,
        };
        if !stays {
            return false;
        }
        before = c;
    }
    raw.is_empty() || !matches!(before, ' ' | '\u{3000}' | '\n')
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{check, normalise};

    #[test]
    fn lines_end_in_one_way_and_the_end_is_trimmed() {
        assert_eq!(normalise("一行目 \r\n二行目\r三行目\u{3000}\n\n \n"), "一行目\n二行目\n三行目");
        assert_eq!(normalise(" 字下げ\n\n空行"), " 字下げ\n\n空行");
    }

    #[test]
    fn half_width_kana_are_joined_and_all_else_stays() {
        assert_eq!(normalise("ﾃﾞｰﾀ Ver.1 ①〜"), "データ Ver.1 ①〜");
    }

    #[test]
    fn a_normal_text_is_borrowed() {
        for text in ["", "海貨業務を開始するため。", "a\nb", "NACCSを利用し、輸出入申告を行う。"]
        {
            assert!(matches!(normalise(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn the_marks_of_a_cell_are_dropped_however_often() {
        assert_eq!(normalise("\"一行目\r\n二行目\""), "一行目\n二行目");
        assert_eq!(normalise("\"\"\"a,b \"\"\""), "a,b");
        assert_eq!(normalise("\"引用\"です\""), "\"引用\"です\"");
    }

    #[test]
    fn control_characters_are_dropped() {
        assert_eq!(normalise("a\0b\u{feff}\u{7}c"), "abc");
    }

    #[test]
    fn a_paste_that_is_too_long_names_the_excess() {
        assert_eq!(check(&"あ\n".repeat(121), 240).unwrap().parameters[1].1, "2");
        assert_eq!(check(&"あ".repeat(240), 240), None);
        assert_eq!(check("①です", 240).unwrap().message.code, "jis.replaceable");
    }
}
