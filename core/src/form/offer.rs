//! Choices that depend on other answers: free, bundled, or refused with a reason and a way out that works.

use super::{At, Draft, Field, RowId, Scope, Section, Violation, settle};

/// The offer of one choice, seen from its row. Every check calls it, so that it must be cheap.
pub type OfferFn = fn(&Scope, &'static str) -> Offer;

/// Ways out of a refusal, the best first. Called only when a refusal is shown.
pub type WaysOutFn = fn(&Scope, &'static str) -> Vec<WayOut>;

/// Whether a choice can be made.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// It may be chosen or not.
    Free,
    /// It comes along with another choice, in place of the answer before. Only for one of a table.
    Bundled(Violation),
    /// It cannot be chosen now.
    Refused(Violation),
}

/// Other answers that make a refused choice possible, perhaps in a new row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WayOut {
    /// Answers to change.
    pub answers: Vec<(At, String)>,
    /// A row to add to a list, with its answers; a refused choice of that list is then made in the new row.
    pub new_row: Option<(&'static Section, Vec<(&'static Field, &'static str)>)>,
}

impl WayOut {
    /// Changes one answer.
    pub fn answer(at: At, value: impl Into<String>) -> Self {
        Self { answers: vec![(at, value.into())], new_row: None }
    }

    /// Adds one more answer to change.
    #[must_use]
    pub fn and(mut self, at: At, value: impl Into<String>) -> Self {
        self.answers.push((at, value.into()));
        self
    }

    /// Adds a row with these answers.
    pub fn add_row(section: &'static Section, answers: Vec<(&'static Field, &'static str)>) -> Self {
        Self { answers: Vec::new(), new_row: Some((section, answers)) }
    }

    /// The sentence for the refused question: 「回線種別」を「専用線接続」にし、「速度」を「1 Mbps」にすると選べます。
    pub fn message(&self, draft: &Draft, refused: &Field) -> String {
        let mut steps: Vec<String> = Vec::new();
        let mut named = String::new();
        for (at, value) in &self.answers {
            let row = draft.row_name(at.field.section(), at.row, at.inner);
            let of = if row.is_empty() || row == named { String::new() } else { format!("{row}の") };
            steps.push(of + &answer_words(at.field, value));
            named = row;
        }
        if let Some((section, answers)) = &self.new_row {
            steps.push(format!("「{}」をもう1つ追加する", section.title));
            steps.extend(answers.iter().map(|(field, value)| format!("そこで{}", answer_words(field, value))));
        }
        let last = steps.pop().unwrap_or_default();
        let mut text = String::new();
        for step in steps {
            // する → し、外す → 外し.
            text.push_str(step.strip_suffix("する").or(step.strip_suffix('す')).unwrap_or(&step));
            text.push_str("し、");
        }
        text + &last + if refused.kind.table().is_empty() { "と入力できます。" } else { "と選べます。" }
    }

    /// Applies it to a copy of the draft; returns the copy, the answers written, and the place of the choice.
    fn applied(&self, draft: &Draft, at: At) -> (Draft, Vec<(At, String)>, At) {
        let mut draft = draft.clone();
        let mut written = self.answers.clone();
        let mut at = at;
        if let Some((section, answers)) = &self.new_row {
            let id = unused(&draft, section, at.row);
            let around = section.outer.and(at.row);
            draft.add_row(section, around, id);
            if let (Some(list), None) = (section.asked_inner(), section.outer) {
                draft.add_row(list, Some(id), id);
            }
            written.extend(answers.iter().map(|(field, value)| (new_place(field, around, id), (*value).to_owned())));
            let chosen_in = at.field.section();
            if chosen_in == *section || chosen_in.outer == Some(section) {
                at = new_place(at.field, around, id);
            }
        }
        for (place, value) in &written {
            draft.set(*place, value);
        }
        (draft, written, at)
    }

    /// The number of other answers that are withdrawn after it; none if the choice is still refused.
    fn cost(&self, draft: &Draft, at: At, choice: &'static str) -> Option<usize> {
        let (mut after, written, place) = self.applied(draft, at);
        let withdrawn = settle(&mut after, None);
        let works = written.iter().all(|(at, value)| after.get(*at) == value)
            && !matches!(offer(&after, place, choice), Offer::Refused(_));
        works.then_some(withdrawn.len())
    }
}

fn new_place(field: &'static Field, around: Option<RowId>, id: RowId) -> At {
    match (field.section().outer, around) {
        (Some(_), Some(row)) => At::inner(field, row, id),
        (Some(_), None) => At::inner(field, id, id),
        (None, _) => At::row(field, id),
    }
}

fn unused(draft: &Draft, section: &'static Section, row: Option<RowId>) -> RowId {
    let taken = draft.list(section, section.outer.and(row));
    let mut number = 0;
    loop {
        let id = RowId::from_random(number);
        if taken.iter().all(|known| known.id() != Some(id)) {
            return id;
        }
        number += 1;
    }
}

fn answer_words(field: &Field, value: &str) -> String {
    if value.is_empty() {
        format!("「{}」の選択を外す", field.label)
    } else {
        format!("「{}」を「{}」にする", field.label, field.kind.display(value))
    }
}

/// The offer of a choice at a place.
pub fn offer(draft: &Draft, at: At, choice: &'static str) -> Offer {
    at.field.offer.map_or(Offer::Free, |(offer, _)| offer(&Scope::at(draft, at), choice))
}

/// The first proposed way out among those that withdraw the fewest other answers. A way out works if the choice is no
/// longer refused after it and none of its own answers is withdrawn. Answers that the draft has already are left out.
pub fn way_out(draft: &Draft, at: At, choice: &'static str) -> Option<WayOut> {
    let (_, ways_out) = at.field.offer?;
    let mut best: Option<(usize, WayOut)> = None;
    for mut way in ways_out(&Scope::at(draft, at), choice) {
        if way.answers.iter().any(|(place, value)| draft.get(*place) != value) {
            way.answers.retain(|(place, value)| draft.get(*place) != value);
        }
        match way.cost(draft, at, choice) {
            Some(0) => return Some(way),
            Some(cost) if best.as_ref().is_none_or(|(least, _)| cost < *least) => best = Some((cost, way)),
            _ => {}
        }
    }
    best.map(|(_, way)| way)
}
