//! The same draft on another device, with changed answers and added, removed and moved rows.

use nss_core::form::Draft;

use super::{Random, bounded, lists, places, text};

/// Applies a few random edits to a draft.
pub fn sibling(base: &Draft, random: &mut Random) -> Draft {
    let mut draft = base.clone();
    for _ in 0..random.below(6) {
        let all = places(&draft);
        let Some(at) = random.pick(&all).copied() else { break };
        let text = if random.one_in(3) { text::wild(random) } else { bounded::right(&draft, at, random) };
        draft.set(at, &text);
    }
    for _ in 0..random.below(3) {
        change_rows(&mut draft, random);
    }
    draft
}

fn change_rows(draft: &mut Draft, random: &mut Random) {
    let all = lists(draft);
    let Some((section, row)) = random.pick(&all).copied() else { return };
    let ids: Vec<_> = draft.list(section, row).iter().filter_map(nss_core::form::Row::id).collect();
    match (random.below(3), random.pick(&ids).copied()) {
        (0, Some(id)) => {
            draft.remove_row(section, row, id);
        }
        (1, Some(id)) => {
            if let Some((_, moved)) = draft.remove_row(section, row, id) {
                draft.put_row(section, row, random.below(ids.len()), moved);
            }
        }
        _ => draft.add_row(section, row, random.row_id()),
    }
}
