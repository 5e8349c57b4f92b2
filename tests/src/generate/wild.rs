//! Drafts that no page would send: any text, unknown paths and rows, lists where none belong.

use nss_core::form::{Form, Wire};

use super::{Random, bounded, text};

/// A wire form of anything. Most can still be read; some have ids, sizes, names or versions that are refused.
pub fn wild(form: &'static Form, random: &mut Random) -> Wire {
    let mut wire = bounded(form, random).to_wire();
    let paths: Vec<String> = wire.answers.keys().cloned().collect();
    for path in paths {
        if random.one_in(3) {
            wire.answers.insert(path, text::wild(random));
        }
    }
    for _ in 0..random.below(6) {
        let path = unknown_path(form, &wire, random);
        wire.answers.insert(path, text::wild(random));
    }
    for _ in 0..random.below(3) {
        let path = unknown_path(form, &wire, random);
        let ids = (0..random.below(4)).map(|_| random.row_id().to_string()).collect();
        wire.rows.insert(path, ids);
    }
    if random.one_in(12) {
        break_frame(&mut wire, random);
    }
    wire
}

/// Paths of rows that are not there, of fields that are not there, and of nothing at all.
fn unknown_path(form: &'static Form, wire: &Wire, random: &mut Random) -> String {
    let lists: Vec<&String> = wire.rows.keys().collect();
    let answers: Vec<&String> = wire.answers.keys().collect();
    match random.below(6) {
        0 => text::wild(random),
        1 => random.pick(&answers).map_or_else(String::new, |path| format!("{path}.x")),
        2 => random.pick(&lists).map_or_else(|| "lines".to_owned(), |list| format!("{list}.{}", random_id(random))),
        3 => random.pick(&lists).map_or_else(String::new, |list| format!("{list}.zzzzzzzz.ids")),
        _ => {
            let fields = form.fields();
            let path = random.pick(&fields).map_or("", |(path, _, _)| path);
            path.split('*').map(str::to_owned).collect::<Vec<_>>().join(&random_id(random))
        }
    }
}

fn random_id(random: &mut Random) -> String {
    match random.below(5) {
        0 => "K3X9Q0AB".to_owned(),
        1 => "*".to_owned(),
        _ => random.row_id().to_string(),
    }
}

/// What makes a wire form unreadable.
fn break_frame(wire: &mut Wire, random: &mut Random) {
    match random.below(5) {
        0 => wire.version = u32::try_from(random.below(3)).unwrap_or(0),
        1 => wire.form = text::wild(random),
        2 => wire.rules = text::wild(random),
        3 => {
            let id = random.row_id().to_string();
            wire.rows.insert("lines".to_owned(), vec![id.clone(), id]);
        }
        _ => {
            wire.rows.insert("lines".to_owned(), vec![text::wild(random)]);
        }
    }
}
