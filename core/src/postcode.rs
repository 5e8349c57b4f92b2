//! Postcodes: from seven digits to the places of a code (N-082 … N-087, F059 … F068).
//!
//! The data is cut into shards, one for each first three digits, so that the page fetches one at the third digit and
//! fills the address at the seventh without a request. Nothing here fetches: the caller brings the text of the shard.
//!
//! ```
//! use nss_core::postcode::{Shard, shard_name};
//!
//! assert_eq!(shard_name("100"), Some("100.txt".to_owned()));
//! let shard = Shard::parse("100\n=13\t千代田区\tチヨダク\n0001\t千代田\tチヨダ\n").expect("a shard");
//! assert_eq!(shard.find("1000001")[0].fill().street, "千代田");
//! assert_eq!(shard.find("1000007"), []);
//! ```

pub mod dataset;
mod latin;
mod place;
mod prefecture;
mod shard;

pub use place::{Fill, Place};
pub use prefecture::{PREFECTURES, customs_of, prefecture_kana, prefecture_label};
pub use shard::{Shard, shard_name};
