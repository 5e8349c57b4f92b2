//! Numbers in kanji, as contracts write them: 令和九年四月二十三日, 二〇二七年.

use std::borrow::Cow;

/// The digits from zero on.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The text with digits in place of kanji numbers below a hundred, or of digits in kanji one by one.
pub(super) fn replaced(text: &str) -> Cow<'_, str> {
    if !text.contains(is_numeral) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_numeral) {
        out.push_str(&rest[..at]);
        let numerals = &rest[at..];
        let end = numerals.find(|c| !is_numeral(c)).unwrap_or(numerals.len());
        out.push_str(&digits(&numerals[..end]));
        rest = &numerals[end..];
    }
    Cow::Owned(out + rest)
}

fn is_numeral(c: char) -> bool {
    c == '十' || DIGITS.contains(&c)
}

/// 二十三 is 23, 二〇 is 20; a text that is neither stays.
fn digits(numerals: &str) -> String {
    let each = |text: &str| -> String {
        let digit = |c| {
            DIGITS.iter().position(|digit| *digit == c).and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10))
        };
        text.chars().map(|c| digit(c).unwrap_or(c)).collect()
    };
    let Some((tens, ones)) = numerals.split_once('十') else { return each(numerals) };
    let is_number =
        tens.chars().count() <= 1 && ones.chars().count() <= 1 && !ones.contains(['十', '〇']) && tens != "〇";
    if !is_number {
        return numerals.to_owned();
    }
    let (tens, ones) = (each(tens), each(ones));
    format!("{}{}", if tens.is_empty() { "1" } else { &tens }, if ones.is_empty() { "0" } else { &ones })
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn numbers_below_a_hundred_and_digits_one_by_one() {
        for (kanji, digits) in [
            ("九年四月一日", "9年4月1日"),
            ("十年十月十日", "10年10月10日"),
            ("十一月二十三日", "11月23日"),
            ("三十年", "30年"),
            ("二〇二七年", "2027年"),
            ("一〇月", "10月"),
            ("元年", "元年"),
            ("二十十日", "二十十日"),
            ("〇十日", "〇十日"),
        ] {
            assert_eq!(replaced(kanji), digits);
        }
    }
}
