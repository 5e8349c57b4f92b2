//! Values of PDF (ISO 32000-1, 7.3): integers, strings, references.

/// The integer at the beginning of the bytes.
pub(super) fn integer(bytes: &[u8]) -> Option<i64> {
    let signs = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let digits = bytes[signs..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..signs + digits]).ok()?.parse().ok()
}

/// The number and the generation of the object that `12 0 R` names.
pub(super) fn reference(bytes: &[u8]) -> Option<(i64, i64)> {
    let mut words =
        bytes.get(..bytes.len().min(32))?.split(|byte| super::is_blank(*byte)).filter(|word| !word.is_empty());
    let (number, generation, letter) = (integer(words.next()?)?, integer(words.next()?)?, words.next()?);
    letter.starts_with(b"R").then_some((number, generation))
}

/// The number and the generation before the word `obj`, at the end of the bytes.
pub(super) fn number_before(bytes: &[u8]) -> Option<(i64, i64)> {
    let bytes = &bytes[bytes.len().saturating_sub(32)..];
    let mut words = bytes.rsplit(|byte| !byte.is_ascii_digit()).filter(|word| !word.is_empty());
    let (generation, number) = (integer(words.next()?)?, integer(words.next()?)?);
    Some((number, generation))
}

/// The string at the beginning of the bytes: in round brackets, or as hexadecimal digits.
pub(super) fn string(bytes: &[u8]) -> Option<Vec<u8>> {
    match bytes {
        [b'(', rest @ ..] => literal(rest),
        [b'<', rest @ ..] => {
            let end = rest.iter().position(|byte| *byte == b'>')?;
            let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            let digits: Vec<u8> = rest[..end].iter().filter_map(digit).collect();
            Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect())
        }
        _ => None,
    }
}

fn literal(mut rest: &[u8]) -> Option<Vec<u8>> {
    let (mut string, mut depth) = (Vec::new(), 0_u32);
    loop {
        let (byte, after) = rest.split_first()?;
        rest = after;
        match byte {
            b'\\' => rest = escaped(rest, &mut string)?,
            b')' if depth == 0 => return Some(string),
            b'\r' => {
                string.push(b'\n');
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            }
            _ => {
                depth = match byte {
                    b'(' => depth + 1,
                    b')' => depth - 1,
                    _ => depth,
                };
                string.push(*byte);
            }
        }
    }
}

/// Adds the byte that an escape means, and returns the bytes after it.
fn escaped<'a>(rest: &'a [u8], string: &mut Vec<u8>) -> Option<&'a [u8]> {
    let (byte, after) = rest.split_first()?;
    let is_octal = |byte: &&u8| matches!(byte, b'0'..=b'7');
    match byte {
        b'0'..=b'7' => {
            let digits = rest.iter().take(3).take_while(is_octal).count();
            let value =
                rest[..digits].iter().fold(0_u8, |value, digit| value.wrapping_mul(8).wrapping_add(digit - b'0'));
            string.push(value);
            return Some(&rest[digits..]);
        }
        b'\r' => return Some(after.strip_prefix(b"\n").unwrap_or(after)),
        b'\n' => {}
        b'n' => string.push(b'\n'),
        b'r' => string.push(b'\r'),
        b't' => string.push(b'\t'),
        b'b' => string.push(8),
        b'f' => string.push(12),
        byte => string.push(*byte),
    }
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::{integer, number_before, reference, string};

    #[test]
    fn strings_are_read_however_they_are_written() {
        for (written, read) in [
            (&b"(a(b)c)d"[..], &b"a(b)c"[..]),
            (b"(\\050\\51\\0)", b"()\0"),
            (b"(\\n\\r\\t\\b\\f\\\\\\(\\x)", b"\n\r\t\x08\x0c\\(x"),
            (b"(a\\\r\nb\r\nc\rd)", b"ab\nc\nd"),
            (b"<41 4a\n5>", b"AJP"),
            (b"<>", b""),
        ] {
            assert_eq!(string(written).as_deref(), Some(read), "{}", written.escape_ascii());
        }
        for cut in [&b""[..], b"(", b"(a\\", b"(a(b)", b"<4", b"/Name"] {
            assert_eq!(string(cut), None, "{}", cut.escape_ascii());
        }
    }

    #[test]
    fn numbers_and_references_are_read() {
        assert_eq!((integer(b"-3904/R"), integer(b"12 0 R"), integer(b"")), (Some(-3904), Some(12), None));
        assert_eq!((reference(b"12\n0 R>>"), reference(b"12 0 obj")), (Some((12, 0)), None));
        assert_eq!((number_before(b"endobj\n7 12 "), number_before(b"end")), (Some((7, 12)), None));
    }
}
