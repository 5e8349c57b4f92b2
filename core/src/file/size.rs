//! How a size is said to a person.

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;

/// A number of bytes in words, rounded up: 「12バイト」, 「345KB」, 「1.2MB」.
pub fn words(bytes: u64) -> String {
    if bytes < KIB {
        return format!("{bytes}バイト");
    }
    if bytes <= MIB - KIB {
        return format!("{}KB", bytes.div_ceil(KIB));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MIB);
    match tenths % 10 {
        0 => format!("{}MB", tenths / 10),
        tenth => format!("{}.{tenth}MB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn sizes_are_rounded_up() {
        let cases = [
            (0, "0バイト"),
            (1023, "1023バイト"),
            (1024, "1KB"),
            (1025, "2KB"),
            ((1 << 20) - 1, "1MB"),
            (1 << 20, "1MB"),
            ((1 << 20) + 1, "1.1MB"),
            (10 << 20, "10MB"),
            ((10 << 20) + 1, "10.1MB"),
        ];
        for (bytes, said) in cases {
            assert_eq!(words(bytes), said);
        }
        assert!(words(u64::MAX).ends_with("MB"));
    }
}
