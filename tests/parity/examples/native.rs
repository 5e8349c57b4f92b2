//! The native side of `cargo xtask parity` and `cargo xtask bench`.
//!
//! `rules` prints the hash of the rules; `cases SEED FROM COUNT OUT` draws cases, one to a line; `judge IN OUT` judges
//! them; `bench DRAFT SIBLING TODAY` measures.

mod native {
    pub(crate) mod bench;
    pub(crate) mod cases;
}

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::process::ExitCode;

const USAGE: &str = "rules | cases SEED FROM COUNT OUT | judge IN OUT | bench DRAFT SIBLING TODAY";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> io::Result<()> {
    match *words {
        ["rules"] => writeln!(io::stdout(), "{}", nss_parity::rules()),
        ["cases", seed, from, count, out] => {
            let number = |word: &str| word.parse::<u64>().map_err(io::Error::other);
            native::cases::write(number(seed)?, number(from)?, number(count)?, BufWriter::new(File::create(out)?))
        }
        ["judge", cases, out] => judge(cases, out),
        ["bench", draft, sibling, today] => native::bench::run(draft, sibling, today),
        _ => Err(io::Error::other(USAGE)),
    }
}

fn judge(cases: &str, out: &str) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(out)?);
    for line in BufReader::new(File::open(cases)?).lines() {
        writeln!(out, "{}", nss_parity::judged(&line?))?;
    }
    out.flush()
}
