//! Applies the answers that tables force, and returns the changes with their reasons, so that they can be undone.

use super::{At, Draft, Field, Message, Offer, Scope, Section, Violation};
use crate::value::{choice, choices};

static RELEASED: Message =
    Message::warns("settle.released", "{label}を、ほかの選択にともなって変更する前の内容に戻しました。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&RELEASED];

/// One answer that a table changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Withdrawn {
    /// The place of the answer.
    pub at: At,
    /// The answer before.
    pub was: String,
    /// The answer now.
    pub now: String,
    /// The reason.
    pub why: Violation,
}

impl Withdrawn {
    /// The reason as a sentence.
    pub fn message(&self) -> String {
        self.why.sentence(self.at.field.label)
    }
}

/// The most rounds until nothing changes. Tables depend on each other in one direction only, and no chain is longer.
const ROUNDS: usize = 4;

/// Settles the row of `edited`, the rows around and inside it and the sections that are asked once; without `edited`,
/// the whole draft. The edited answer itself stays as given unless a table refuses it.
pub fn settle(draft: &mut Draft, edited: Option<At>) -> Vec<Withdrawn> {
    let mut withdrawn: Vec<Withdrawn> = Vec::new();
    for _ in 0..ROUNDS {
        let forced = forced(draft, edited);
        if forced.is_empty() {
            break;
        }
        for change in forced {
            draft.set(change.at, &change.now);
            match withdrawn.iter_mut().find(|known| known.at == change.at) {
                Some(known) => known.now = change.now,
                None => withdrawn.push(change),
            }
        }
    }
    withdrawn.retain(|change| change.was != change.now);
    withdrawn
}

/// Restores the answers that [`settle`] changed, except those answered since. The draft may then contradict a table,
/// which the check reports.
pub fn undo(draft: &mut Draft, withdrawn: &[Withdrawn]) {
    for change in withdrawn {
        if draft.get(change.at) == change.now {
            draft.set(change.at, &change.was);
        }
    }
}

fn forced(draft: &Draft, edited: Option<At>) -> Vec<Withdrawn> {
    let mut found = Vec::new();
    let whole = Scope::whole(draft);
    for section in draft.form().sections() {
        // A section that is asked once may depend on any row.
        let is_elsewhere = |at: At| at.field.section().outer.unwrap_or(at.field.section()) != section;
        if section.is_list() && edited.is_some_and(is_elsewhere) {
            continue;
        }
        for row in draft.rows(section) {
            if section.is_list() && edited.is_some_and(|at| at.row != row.id()) {
                continue;
            }
            let scope = whole.within(section, row);
            collect(section, scope, &mut found);
            for inner in row.inner() {
                if let Some(list) = section.inner {
                    collect(list, scope.within(list, inner), &mut found);
                }
            }
        }
    }
    found
}

fn collect(section: &'static Section, scope: Scope, found: &mut Vec<Withdrawn>) {
    for field in section.fields {
        if (field.kind.table().is_empty() && field.offer.is_none()) || !scope.asked(field) {
            continue;
        }
        if let Some((now, why)) = forced_answer(&scope, field) {
            found.push(Withdrawn { at: scope.place(field), was: scope.raw(field).to_owned(), now, why });
        }
    }
}

/// The answer that a table forces in place of the present one.
fn forced_answer(scope: &Scope, field: &'static Field) -> Option<(String, Violation)> {
    let present = scope.text(field);
    if let Some((first, dropped)) = present.split_once(' ')
        && scope.is_single_choice(field)
    {
        let why = Violation::new(&super::check::ONE_ONLY).with("dropped", field.kind.display(dropped).into_owned());
        return Some((first.to_owned(), why));
    }
    let codes: Vec<&str> = choices::codes(&present).collect();
    let (offer, _) = field.offer?;
    if field.kind.table().is_empty() {
        return match offer(scope, "") {
            Offer::Refused(why) if !present.is_empty() => Some((String::new(), why)),
            _ => None,
        };
    }
    let raw = scope.raw(field);
    let mut refused = None;
    let mut kept = Vec::new();
    let mut is_bundled = false;
    for choice in field.kind.table() {
        let chosen = codes.contains(&choice.code);
        match offer(scope, choice.code) {
            Offer::Bundled(why) if !chosen => {
                let before = choice::stood_before(raw).unwrap_or(raw);
                return Some((choice::standing_in(choice.code, before), why));
            }
            Offer::Bundled(_) => is_bundled = true,
            Offer::Refused(why) if chosen => {
                refused.get_or_insert(why);
            }
            _ if chosen => kept.push(choice.code),
            _ => {}
        }
    }
    if !is_bundled && let Some(before) = released_answer(scope, field, &present) {
        return Some((before.to_owned(), Violation::new(&RELEASED)));
    }
    let why = refused?;
    let fallback = Some(field.default).filter(|code| kept.is_empty() && !codes.contains(code));
    Some((fallback.map_or_else(|| kept.join(" "), ToOwned::to_owned), why))
}

/// The answer that stood before a bundle which has ended, unless a table refuses it now.
fn released_answer<'a>(scope: &Scope<'a>, field: &'static Field, present: &str) -> Option<&'a str> {
    let before = choice::stood_before(scope.raw(field))?;
    let code = choice::bare(before);
    let known = choice::find(code, field.kind.table());
    let is_refused = known.is_some_and(|choice| {
        field.offer.is_some_and(|(offer, _)| matches!(offer(scope, choice.code), Offer::Refused(_)))
    });
    (code != present && !is_refused).then_some(before)
}
