//! The codes that an approval allots (N-260 … N-263): the n-th of each series, counted from 1. They follow from the count
//! alone, so that they say nothing about the applicant. None: the series is used up.

/// The letters of a code.
const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// The characters behind the first letter of 企業略称: letters first.
const CHARACTERS: &[u8; 36] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// 企業略称: a letter and two letters or digits: AAA, AAB … AA9, ABA … Z99.
pub fn abbreviation(nth: u32) -> Option<String> {
    let (rest, third) = digit(nth.checked_sub(1)?, CHARACTERS)?;
    let (rest, second) = digit(rest, CHARACTERS)?;
    Some([*LETTERS.get(rest as usize)?, second, third].map(char::from).iter().collect())
}

/// 事業所コード: the abbreviation and three digits from 001.
pub fn office_code(abbreviation: &str, nth: u32) -> Option<String> {
    (1..=999).contains(&nth).then(|| format!("{abbreviation}{nth:03}"))
}

/// 利用者コード: a digit from 1, a letter and the abbreviation: 1ANAC, 2ANAC … 9ANAC, 1BNAC.
pub fn user_code(abbreviation: &str, nth: u32) -> Option<String> {
    let (letter, first) = digit(nth.checked_sub(1)?, b"123456789")?;
    let letter = *LETTERS.get(letter as usize)?;
    Some(format!("{}{}{abbreviation}", char::from(first), char::from(letter)))
}

/// 識別番号 of one user code: A01 … A99, B01 …
pub fn id_number(nth: u32) -> Option<String> {
    let place = nth.checked_sub(1)?;
    let letter = char::from(*LETTERS.get((place / 99) as usize)?);
    Some(format!("{letter}{:02}", place % 99 + 1))
}

/// 論理端末名: five digits and a letter: 00001A … 99999A, 00001B …
pub fn terminal_name(nth: u32) -> Option<String> {
    let place = nth.checked_sub(1)?;
    let letter = char::from(*LETTERS.get((place / 99_999) as usize)?);
    Some(format!("{:05}{letter}", place % 99_999 + 1))
}

/// 回線番号: five digits from 10001; lower ones are left to lines that stand already.
pub fn line_number(nth: u32) -> Option<String> {
    (1..=89_999).contains(&nth).then(|| (10_000 + nth).to_string())
}

/// 請求先コード: seven digits from 1000001.
pub fn billing_code(nth: u32) -> Option<String> {
    (1..=8_999_999).contains(&nth).then(|| (1_000_000 + nth).to_string())
}

/// Splits off the last digit of a number written with these digits.
fn digit(number: u32, digits: &[u8]) -> Option<(u32, u8)> {
    let base = u32::try_from(digits.len()).ok()?;
    Some((number / base, *digits.get((number % base) as usize)?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::application::{billing, lines, office, user_codes};
    use crate::form::Field;
    use crate::value::{code, codes};

    type Series = (fn(u32) -> Option<String>, &'static Field, u32, [&'static str; 2]);

    /// The function, the field that it fills, the last number, and the first and the last code.
    const SERIES: [Series; 7] = [
        (abbreviation, &office::ABBREVIATION, 33_696, ["AAA", "Z99"]),
        (|nth| office_code("NAC", nth), &office::CODE, 999, ["NAC001", "NAC999"]),
        (|nth| user_code("NAC", nth), &user_codes::CODE, 234, ["1ANAC", "9ZNAC"]),
        (id_number, &user_codes::ids::NUMBERS, 2_574, ["A01", "Z99"]),
        (terminal_name, &lines::terminals::NAME, 2_599_974, ["00001A", "99999Z"]),
        (line_number, &lines::NUMBER, 89_999, ["10001", "99999"]),
        (billing_code, &billing::address::CONTRACT_CODE, 8_999_999, ["1000001", "9999999"]),
    ];

    fn fits(field: &Field, text: &str) -> bool {
        let violation = match field.kind {
            crate::form::Kind::Code(shape) => code::check(text, shape),
            crate::form::Kind::Codes(shape) => codes::check(text, shape),
            _ => return false,
        };
        violation.is_none() && field.kind.normalise(text) == text
    }

    #[test]
    fn each_series_begins_and_ends_as_it_says() {
        for (of, field, last, ends) in SERIES {
            assert_eq!([of(1), of(last)].map(Option::unwrap), ends, "{field:?}");
            assert_eq!([of(0), of(last + 1), of(u32::MAX)], [None, None, None], "{field:?}");
        }
    }

    #[test]
    fn codes_fit_their_fields_and_differ() {
        for (of, field, last, _) in SERIES {
            let tried = last.min(40_000);
            let all: BTreeSet<String> = (1..=tried).map(|nth| of(nth).unwrap()).collect();
            assert_eq!(all.len(), tried as usize, "{field:?}");
            assert!(all.iter().all(|code| fits(field, code)), "{field:?}");
        }
    }

    #[test]
    fn one_place_is_carried_to_the_next() {
        assert_eq!([26, 27, 36, 37].map(|nth| abbreviation(nth).unwrap()), ["AAZ", "AA0", "AA9", "ABA"]);
        assert_eq!([9, 10].map(|nth| user_code("NAC", nth).unwrap()), ["9ANAC", "1BNAC"]);
        assert_eq!([99, 100].map(|nth| id_number(nth).unwrap()), ["A99", "B01"]);
        assert_eq!([99_999, 100_000].map(|nth| terminal_name(nth).unwrap()), ["99999A", "00001B"]);
    }
}
