//! Names of characters in a sentence: 「髙」「①」「空白」など.

use super::characters::{are_digits, is_space};
use super::jis::replacement;

/// The most different characters that a sentence names; など follows.
const MOST: usize = 5;

/// Names each different character of the text for which `is_foreign` holds, in order: 「髙」「①」; `None` if there is none.
///
/// A combining character (a variation selector, an accent, a skin tone) is named together with its base.
pub(super) fn named(text: &str, is_foreign: fn(char) -> bool) -> Option<String> {
    text.chars().any(is_foreign).then(|| list(text, is_foreign, None))
}

/// The same with the replacement of a character, where the kind takes it: 「①」（→「1」）. `as_typed` writes it, or makes
/// one of a character that has none.
pub(super) fn named_with_offers(
    text: &str,
    is_foreign: fn(char) -> bool,
    as_typed: fn(char) -> char,
) -> Option<String> {
    text.chars().any(is_foreign).then(|| list(text, is_foreign, Some(as_typed)))
}

/// The texts in brackets: 「10」「20」.
pub(super) fn listed(texts: &[&str]) -> String {
    let mut list: String = texts.iter().take(MOST).flat_map(|text| ["「", text, "」"]).collect();
    if texts.len() > MOST {
        list.push_str("など");
    }
    list
}

/// Names the characters that are no half-width digits; see [`named_with_offers`].
pub(super) fn named_but_digits(text: &str) -> Option<String> {
    if are_digits(text) { None } else { named_with_offers(text, |c| !c.is_ascii_digit(), |c| c) }
}

/// The names, with replacements if `as_typed` writes them.
fn list(text: &str, is_foreign: fn(char) -> bool, as_typed: Option<fn(char) -> char>) -> String {
    let offer = |c| {
        let instead: String = replacement(c).unwrap_or_else(|| c.into()).chars().map(as_typed?).collect();
        Some(instead).filter(|instead| !instead.chars().any(is_foreign))
    };
    let mut seen: Vec<&str> = Vec::new();
    let mut list = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest.char_indices().skip(1).find(|(_, c)| !is_combining(*c)).map_or(rest.len(), |(at, _)| at);
        let Some((one, behind)) = rest.split_at_checked(end) else { break };
        rest = behind;
        let name = match c {
            '\n' => "改行",
            _ if is_space(c) => "空白",
            _ => one,
        };
        if !one.chars().any(is_foreign) || seen.contains(&name) {
            continue;
        }
        if seen.len() == MOST {
            return list + "など";
        }
        seen.push(name);
        list.extend(["「", name, "」"]);
        if let Some(instead) = offer(c) {
            list.extend(["（→「", &instead, "」）"]);
        }
    }
    list
}

/// Whether the character only changes the shape of the one before it.
const fn is_combining(c: char) -> bool {
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
    fn blanks_have_names_and_selectors_stay_with_their_base() {
        assert_eq!(letters("1 2\n").as_deref(), Some("「空白」「改行」"));
        assert_eq!(letters("葛\u{e0100}1").as_deref(), Some("「葛\u{e0100}」"));
    }
}
