//! From the compact form to shards.

use std::collections::BTreeMap;

use super::kana_codec::{SAME, decode};
use super::{BREAK, FIELDS, HEAD};
use crate::postcode::shard::Writer;

/// The texts of all 1,000 shards, `000` … `999`: unused digits have an empty shard, so that the page needs
/// no list of shards and never gets a 404. None if the text is not of this form or damaged.
pub fn shards(text: &str) -> Option<Vec<String>> {
    let mut columns = text.split(BREAK);
    if columns.next() != Some(HEAD) {
        return None;
    }
    let [cities, counts, steps] = [columns.next()?, columns.next()?, columns.next()?].map(|column| column.split('\n'));
    let mut steps = steps;
    let mut fields: Vec<_> = columns.map(|column| column.split('\n')).collect();
    let mut shards: Vec<_> = (0..1000).map(|digits| Writer::new(&format!("{digits:03}"))).collect();
    let mut code = 0_i64;
    for (city, count) in cities.zip(counts) {
        let mut readings = BTreeMap::new();
        for _ in 0..count.parse::<u32>().ok()? {
            code = code.checked_add(steps.next()?.parse().ok()?)?;
            let row: Vec<_> = fields.iter_mut().map(Iterator::next).collect::<Option<_>>()?;
            let [town, encoded, note, street, office] = <[&str; FIELDS]>::try_from(row).ok()?;
            if encoded != SAME {
                readings.insert(town, decode(encoded));
            }
            let kana = readings.get(town)?;
            let shard = shards.get_mut(usize::try_from(code / 10_000).ok()?)?;
            shard.write(city, &format!("{:04}", code % 10_000), [town, kana, note, street, office]);
        }
    }
    let is_whole = steps.next().is_none() && fields.iter_mut().all(|field| field.next().is_none());
    is_whole.then(|| shards.into_iter().map(Writer::finish).collect())
}
