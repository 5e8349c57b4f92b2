//! The order of the functions of a wasm: like beside like. The packed page is smaller where what repeats stands near; measured,
//! some two kilobytes of the wasm. What runs is the same.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

/// Bytes that two functions share in a row to be alike in them.
const RUN: usize = 5;
/// What this many functions share says nothing of any.
const COMMON: usize = 60;
/// The section of imports, and that of code.
const IMPORTS: u8 = 2;
const CODE: u8 = 10;

/// The wasm with a section of names by which `wasm-opt --reorder-functions-by-name` puts like beside like. It must have no names.
pub(crate) fn named_in_order(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut imports, mut bodies) = (0, Vec::new());
    let mut rest = Reader(wasm.get(8..).context("no wasm")?);
    while !rest.0.is_empty() {
        let (section, length) = (rest.bytes(1)?[0], rest.number()?);
        let mut content = Reader(rest.bytes(length)?);
        match section {
            IMPORTS => imports = functions(&mut content)?,
            CODE => {
                for _ in 0..content.number()? {
                    let length = content.number()?;
                    bodies.push(content.bytes(length)?);
                }
            }
            _ => {}
        }
    }
    let mut names: Vec<(usize, usize)> = alike(&bodies).into_iter().enumerate().map(|(rank, of)| (of, rank)).collect();
    names.sort_unstable();
    let mut map = number(names.len());
    for (function, rank) in names {
        map.extend(number(imports + function));
        map.extend(text(&format!("{rank:05}")));
    }
    let content = [text("name"), vec![1], number(map.len()), map].concat();
    Ok([wasm, &[0], &number(content.len()), &content].concat())
}

/// How many functions are imported; wasm-bindgen imports nothing else.
fn functions(content: &mut Reader) -> Result<usize> {
    let count = content.number()?;
    for _ in 0..count {
        for _ in 0..2 {
            let length = content.number()?;
            content.bytes(length)?;
        }
        anyhow::ensure!(content.bytes(1)? == [0], "something that is no function is imported");
        content.number()?;
    }
    Ok(count)
}

/// From the longest on, behind each the one that is left and shares most with it, as a part of what it holds.
fn alike(bodies: &[&[u8]]) -> Vec<usize> {
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, body) in bodies.iter().enumerate() {
        for run in body.windows(RUN) {
            let holders = holders.entry(run).or_default();
            if holders.last() != Some(&function) {
                holders.push(function);
            }
        }
    }
    holders.retain(|_, holders| (2..COMMON).contains(&holders.len()));
    let mut runs = vec![Vec::new(); bodies.len()];
    for (run, holders) in &holders {
        for function in holders {
            runs[*function].push(*run);
        }
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|function| std::cmp::Reverse(bodies[*function].len()));
    let (mut is_placed, mut order) = (vec![false; bodies.len()], Vec::new());
    let mut next = left.first().copied();
    while let Some(function) = next {
        is_placed[function] = true;
        order.push(function);
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        for run in &runs[function] {
            let holders = &holders[run];
            let weight = 1.0 / f64::from(u32::try_from(holders.len()).unwrap_or(u32::MAX)).ln_1p();
            for other in holders.iter().filter(|other| !is_placed[**other]) {
                *shared.entry(*other).or_default() += weight;
            }
        }
        let part = |(other, weight): (&usize, &f64)| {
            weight / f64::from(u32::try_from(runs[*other].len() + 20).unwrap_or(u32::MAX)).sqrt()
        };
        // Equal ones by their place, so that the same wasm always gets the same order.
        let best = shared.iter().max_by(|one, other| part(*one).total_cmp(&part(*other)).then(other.0.cmp(one.0)));
        next = best.map(|(other, _)| *other).or_else(|| left.iter().copied().find(|function| !is_placed[*function]));
    }
    order
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("the wasm ends early")?;
        self.0 = rest;
        Ok(taken)
    }

    /// LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.bytes(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        anyhow::bail!("a number of the wasm is too long")
    }
}

fn number(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        bytes.push(if number > 0 { low | 0x80 } else { low });
        if number == 0 {
            return bytes;
        }
    }
}

fn text(words: &str) -> Vec<u8> {
    [&number(words.len()), words.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::{Reader, alike, named_in_order, number};

    #[test]
    fn like_stands_beside_like() {
        let bodies: [&[u8]; 4] = [b"abcdefghijkl--------", b"0123456789", b"abcdefghijkl", b"01234567"];
        assert_eq!(alike(&bodies), [0, 2, 1, 3]);
    }

    #[test]
    fn numbers_read_back() {
        for known in [0, 1, 127, 128, 300, 1 << 20] {
            assert_eq!(Reader(&number(known)).number().unwrap(), known);
        }
    }

    #[test]
    fn every_function_gets_a_name_behind_what_stands() {
        // One imported function of the type 0, two of our own.
        let wasm = [b"\0asm\x01\0\0\0".as_slice(), b"\x02\x07\x01\x01a\x01b\0\0", b"\x0a\x07\x02\x02\0\x0b\x02\0\x0b"]
            .concat();
        let named = named_in_order(&wasm).unwrap();
        assert!(named.starts_with(&wasm));
        assert_eq!(&named[wasm.len()..], b"\0\x16\x04name\x01\x0f\x02\x01\x0500000\x02\x0500001");
    }
}
