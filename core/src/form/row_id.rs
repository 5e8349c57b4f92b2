//! Ids of rows: eight random characters, made by the page.

use std::num::NonZeroU64;
use std::str::FromStr;

/// Eight characters of `[a-z0-9]`; one text per id. Random, so that rows added on two devices stay two rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowId(NonZeroU64);

const LENGTH: usize = 8;
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

impl RowId {
    /// The id for a random number; any number does (36⁸ ids, above 41 bits).
    pub fn from_random(random: u64) -> Self {
        let reduced = random % 36u64.pow(8);
        Self(NonZeroU64::MIN.saturating_add(reduced))
    }
}

/// The text is not eight characters of `[a-z0-9]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARowId;

impl FromStr for RowId {
    type Err = NotARowId;

    fn from_str(text: &str) -> Result<Self, NotARowId> {
        if text.len() != LENGTH {
            return Err(NotARowId);
        }
        let mut number = 0u64;
        for byte in text.bytes() {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'z' => byte - b'a' + 10,
                _ => return Err(NotARowId),
            };
            number = number * 36 + u64::from(digit);
        }
        Ok(Self(NonZeroU64::MIN.saturating_add(number)))
    }
}

impl std::fmt::Display for RowId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = [b'0'; LENGTH];
        let mut rest = self.0.get() - 1;
        for place in text.iter_mut().rev() {
            *place = DIGITS[usize::try_from(rest % 36).unwrap_or(0)];
            rest /= 36;
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_the_shape_reads_back() {
        for text in ["00000000", "zzzzzzzz", "k3x9q0ab"] {
            assert_eq!(text.parse::<RowId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_shapes_are_refused() {
        for text in ["", "k3x9q0a", "k3x9q0abc", "K3X9Q0AB", "k3x9-0ab", "ｋ3x9q"] {
            assert_eq!(text.parse::<RowId>(), Err(NotARowId), "{text}");
        }
    }

    #[test]
    fn any_random_number_makes_an_id() {
        assert_eq!(RowId::from_random(u64::MAX).to_string().len(), LENGTH);
    }
}
