//! A dictionary of PDF (ISO 32000-1, 7.2, 7.3).

/// The first dictionary of some bytes.
#[derive(Debug, Default)]
pub(super) struct Dictionary<'a> {
    /// The keys at its top level, each with the bytes after it.
    pub(super) keys: Vec<(Vec<u8>, &'a [u8])>,
    /// All other names in it.
    pub(super) names: Vec<Vec<u8>>,
    /// The bytes after it.
    pub(super) after: &'a [u8],
    length: usize,
}

impl<'a> Dictionary<'a> {
    /// Reads it; none if it is not complete.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = &bytes[bytes.windows(2).position(|pair| pair == b"<<")?..];
        let mut found = Self::default();
        let mut depth = 0_u32;
        // Whether the next name is a key: at the beginning, and after every value.
        let mut is_key = true;
        loop {
            rest = match *rest {
                [b'<', b'<', ..] => {
                    (depth, is_key) = (depth + 1, true);
                    &rest[2..]
                }
                [b'>', b'>', ..] | [b']', ..] => {
                    (depth, is_key) = (depth.checked_sub(1)?, true);
                    let after = &rest[if rest[0] == b']' { 1 } else { 2 }..];
                    if depth == 0 {
                        return Some(Self { after, length: bytes.len() - after.len(), ..found });
                    }
                    after
                }
                [b'[', ..] => {
                    depth += 1;
                    &rest[1..]
                }
                [b'%', ..] => behind(rest, |byte| matches!(byte, b'\r' | b'\n'))?,
                [b'/', ..] => {
                    let (name, after) = name(&rest[1..]);
                    if depth == 1 && is_key {
                        found.keys.push((name, after));
                    } else {
                        found.names.push(name);
                    }
                    is_key = !is_key;
                    after
                }
                [byte, ..] => {
                    is_key |= !super::is_blank(byte);
                    match byte {
                        b'(' => behind_string(rest)?,
                        b'<' => behind(rest, |byte| byte == b'>')?,
                        _ => &rest[1..],
                    }
                }
                [] => return None,
            };
        }
    }

    /// The number of bytes until its end.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// Whether it has that key at its top level.
    pub(super) fn has(&self, key: &[u8]) -> bool {
        self.keys.iter().any(|(known, _)| known == key)
    }

    /// The bytes from the value of that key on.
    pub(super) fn value(&self, key: &[u8]) -> Option<&'a [u8]> {
        let (_, after) = self.keys.iter().find(|(known, _)| known == key)?;
        Some(super::skip_blank(after))
    }
}

/// The bytes after the first byte that `is` accepts.
fn behind(bytes: &[u8], is_last: impl Fn(u8) -> bool) -> Option<&[u8]> {
    bytes.iter().position(|&byte| is_last(byte)).map(|place| &bytes[place + 1..])
}

/// The bytes after a text in round brackets, which may be nested.
fn behind_string(bytes: &[u8]) -> Option<&[u8]> {
    let mut depth = 0_u32;
    let mut place = 0;
    loop {
        match bytes.get(place)? {
            b'\\' => place += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        place += 1;
        if depth == 0 {
            return bytes.get(place..);
        }
    }
}

/// A name without its slash, with `#45` decoded as `E`, and the bytes after it.
pub(super) fn name(bytes: &[u8]) -> (Vec<u8>, &[u8]) {
    let ends = |byte: &u8| super::is_blank(*byte) || b"()<>[]{}/%".contains(byte);
    let (written, after) = bytes.split_at(bytes.iter().position(ends).unwrap_or(bytes.len()));
    let mut name = Vec::with_capacity(written.len());
    let mut rest = written;
    while let [first, behind @ ..] = rest {
        let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        rest = match (first, behind) {
            (b'#', [high, low, ..]) if digit(high).is_some() && digit(low).is_some() => {
                name.push(digit(high).unwrap_or_default() << 4 | digit(low).unwrap_or_default());
                &behind[2..]
            }
            _ => {
                name.push(*first);
                behind
            }
        };
    }
    (name, after)
}

#[cfg(test)]
mod tests {
    use super::Dictionary;

    fn is_encrypted(bytes: &[u8]) -> Option<bool> {
        Some(Dictionary::read(bytes)?.has(b"Encrypt"))
    }

    #[test]
    fn a_key_is_found_however_it_is_written() {
        for trailer in [
            &b"\n<< /Size 6 /Root 1 0 R /Encrypt 5 0 R /ID [<ab> <cd>] >>"[..],
            b"<</ID[<ab><cd>]/Encrypt<</Filter/Standard>>>>",
            b"12 0 obj\n<</Type/XRef/W[1 2 1]/#45ncrypt 5 0 R>>stream\n",
            b"<< % a remark >>\n /Encrypt 5 0 R >>",
            b"<< /Info (a \\) b (c) >>) /Encrypt 5 0 R >>",
        ] {
            assert_eq!(is_encrypted(trailer), Some(true), "{}", String::from_utf8_lossy(trailer));
        }
    }

    #[test]
    fn the_same_word_elsewhere_is_no_key() {
        for trailer in [
            &b"<< /Size 6 /Root 1 0 R >> /Encrypt"[..],
            b"<< /Info (/Encrypt 5 0 R) /Size 6 >>",
            b"<< /Kind /Encrypt /Size 6 >>",
            b"<< /Inner << /Encrypt 5 0 R >> /List [ /Encrypt ] >>",
            b"<< /EncryptMetadata true >>",
            b"<< /Size 6 % /Encrypt 5 0 R\n >>",
        ] {
            assert_eq!(is_encrypted(trailer), Some(false), "{}", String::from_utf8_lossy(trailer));
        }
    }

    #[test]
    fn without_an_end_there_is_no_dictionary() {
        for trailer in [&b""[..], b"trailer", b"<< /Size 6", b"<< /A (", b"<< /A <12", b"<< ( ) ) >", b"<< %"] {
            assert_eq!(is_encrypted(trailer), None, "{}", String::from_utf8_lossy(trailer));
        }
    }
}
