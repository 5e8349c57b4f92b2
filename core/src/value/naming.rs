//! How characters are named in a sentence.

use super::character::{self, are_digits, is_space};

/// So many different characters are named; then the sentence says など.
const NAMED: usize = 5;

/// 「髙」「①」: each different character of the text that `is_foreign` once, in order; `None` where there is none.
///
/// What rides on a character (a variation selector, an accent, a skin tone) is named together with it.
pub(super) fn named(text: &str, is_foreign: fn(char) -> bool) -> Option<String> {
    for c in character::of(text) {
        if is_foreign(c) {
            return Some(list(text, is_foreign));
        }
    }
    None
}

/// What is no half-width digit, as [`named`] names it.
pub(super) fn named_but_digits(text: &str) -> Option<String> {
    if are_digits(text) { None } else { named(text, |c| !c.is_ascii_digit()) }
}

/// Apart and once, so that every kind's quick look stays small.
#[inline(never)]
fn list(text: &str, is_foreign: fn(char) -> bool) -> String {
    let mut names = String::new();
    let mut seen = Vec::with_capacity(NAMED);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let ends = rest.char_indices().skip(1).find(|(_, c)| !rides(*c)).map_or(rest.len(), |(at, _)| at);
        let Some((one, behind)) = rest.split_at_checked(ends) else { break };
        rest = behind;
        if !one.chars().any(&is_foreign) {
            continue;
        }
        let name = match c {
            '\n' => "改行",
            _ if is_space(c) => "空白",
            _ => one,
        };
        if seen.contains(&name) {
            continue;
        }
        if seen.len() == NAMED {
            names.push_str("など");
            break;
        }
        seen.push(name);
        names.push('「');
        names.push_str(name);
        names.push('」');
    }
    names
}

/// Whether this has no shape of its own but changes the character before it.
const fn rides(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

#[cfg(test)]
mod tests {
    use super::named;

    fn letters(text: &str) -> Option<String> {
        named(text, |c| !c.is_ascii_digit())
    }

    #[test]
    fn each_is_named_once_in_order() {
        assert_eq!(letters("1a2ba3").as_deref(), Some("「a」「b」"));
        assert_eq!(letters("123"), None);
    }

    #[test]
    fn five_are_named_then_the_rest_is_hinted_at() {
        assert_eq!(letters("abcdefg").as_deref(), Some("「a」「b」「c」「d」「e」など"));
        assert_eq!(letters("abcdeabcde").as_deref(), Some("「a」「b」「c」「d」「e」"));
    }

    #[test]
    fn blanks_have_names_and_selectors_ride() {
        assert_eq!(letters("1 2\n").as_deref(), Some("「空白」「改行」"));
        assert_eq!(letters("葛\u{e0100}1").as_deref(), Some("「葛\u{e0100}」"));
    }
}
