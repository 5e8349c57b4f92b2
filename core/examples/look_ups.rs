//! Postcode look-ups per second, in one thread, with parsed shards; printed by `cargo xtask bench`.
//!
//! `look_ups FILE` takes the data set, `core/data/postcodes.txt.br`.

#![expect(clippy::unwrap_used, reason = "a measurement stops with whatever goes wrong")]

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use nss_core::postcode::{Shard, dataset};

/// Rounds, of which the best counts, because the machine does other work too.
const ROUNDS: u32 = 7;
/// The least duration of a round.
const SPAN: Duration = Duration::from_millis(200);

fn main() {
    let packed = fs::read(env::args_os().nth(1).expect("the data set")).unwrap();
    let text = io::read_to_string(brotli::Decompressor::new(&*packed, 1 << 16)).unwrap();
    let shards = dataset::shards(&text).unwrap();
    let shards: Vec<Shard> = shards.iter().map(|text| Shard::parse(text).unwrap()).collect();
    // Codes from one end of the country to the other; a seventh of the steps are unused codes.
    let mut codes: Vec<_> = shards.iter().flat_map(Shard::all).map(|(code, _)| code).step_by(7).collect();
    codes.extend((0..codes.len() / 7).map(|number| format!("{:07}", number * 499)));
    let codes: String = (0..codes.len()).map(|at| &*codes[at * 7919 % codes.len()]).collect();
    println!("{}", (0..ROUNDS).map(|_| round(&shards, &codes)).max().unwrap());
}

/// Look-ups in a second.
#[expect(clippy::disallowed_methods, reason = "what measures needs a clock; core itself has none")]
fn round(shards: &[Shard], codes: &str) -> u128 {
    let (start, mut looked_up) = (Instant::now(), 0);
    while start.elapsed() < SPAN {
        for at in (0..codes.len()).step_by(7) {
            let code = &codes[at..at + 7];
            let shard: usize = code[..3].parse().unwrap();
            black_box(shards[shard].find(black_box(code)));
            looked_up += 1;
        }
    }
    looked_up * 1_000_000 / start.elapsed().as_micros().max(1)
}
