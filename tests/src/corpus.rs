//! The corpus of ways to write a value: `core/tests/corpus/values.tsv`.

use std::sync::LazyLock;

use nss_core::form::Kind;

/// One way of writing a value.
#[derive(Debug)]
pub struct Line {
    /// The kind of value: the name of the kind; codes have their length behind it.
    pub kind: String,
    /// The text as typed.
    pub raw: String,
    /// Its normal form.
    pub normal: String,
    /// The code of the first violation, or `ok`.
    pub violation: String,
}

/// Every line, in order.
pub static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let all = include_str!("../../core/tests/corpus/values.tsv").lines();
    all.filter(|line| !line.is_empty() && !line.starts_with('#')).map(read).collect()
});

fn read(line: &str) -> Line {
    let cells: Vec<String> = line.split('\t').map(unescaped).collect();
    let Ok([kind, raw, normal, violation]) = <[String; 4]>::try_from(cells) else { panic!("four cells: {line}") };
    Line { kind, raw, normal, violation }
}

/// The texts as typed of one kind.
pub fn typed(kind: Kind) -> Vec<&'static str> {
    let is_of = |name: &str| name == kind.name() || (kind.name() == "code" && name.starts_with("code-"));
    LINES.iter().filter(|line| is_of(&line.kind)).map(|line| line.raw.as_str()).collect()
}

/// `\n`, `\t`, `\r` and `\u{…}` of the corpus.
fn unescaped(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let ends = if after.starts_with('u') { after.find('}').map_or(1, |at| at + 1) } else { 1 };
        out.push(match &after[..ends] {
            "n" => '\n',
            "t" => '\t',
            "r" => '\r',
            code => character(code.trim_start_matches("u{").trim_end_matches('}')),
        });
        rest = &after[ends..];
    }
    out + rest
}

/// The character of a hexadecimal code point.
fn character(code: &str) -> char {
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}
