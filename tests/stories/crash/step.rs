//! The way through the form, as steps that can be cut in two.

use nss_tests::generate::Random;

use super::cut::Cut;
use crate::sample::{Answer, Walk};

/// One thing that the person does.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// Is on this page: its segment of the URL, its heading.
    Page(&'static str, &'static str),
    /// Types.
    Type(&'static str, &'static str),
    /// Types a postcode, and gets its municipality.
    Postcode(&'static str, &'static str, &'static str),
    /// Chooses, or ticks.
    Choose(&'static str, &'static str),
    /// Adds a row by these words.
    Add(&'static str),
    /// 「この内容で設定する」, and is on the list with this heading again.
    Set(&'static str),
    /// Adds a row by these words, and removes it again.
    AddAndRemove(&'static str),
    /// Attaches a file to the list with this heading.
    Attach(&'static str),
    /// Goes on by these words.
    Next(&'static str),
}

/// A step and where it is cut, if it is.
pub(super) struct Planned {
    pub(super) step: Step,
    pub(super) cuts: Vec<Cut>,
}

/// A walk with this many cuts at random steps.
pub(super) fn plan(walk: Walk, cuts: usize, random: &mut Random) -> Vec<Planned> {
    let mut all: Vec<Planned> = steps(walk).into_iter().map(|step| Planned { step, cuts: Vec::new() }).collect();
    let places: Vec<usize> =
        all.iter().enumerate().filter(|(_, one)| one.step.can_be_cut()).map(|(at, _)| at).collect();
    for _ in 0..cuts {
        if let Some(place) = random.pick(&places) {
            all[*place].cuts.push(Cut::draw(random));
        }
    }
    all
}

impl Step {
    /// Whether something is typed, chosen, or changed in a list.
    const fn can_be_cut(self) -> bool {
        !matches!(self, Self::Page(..) | Self::Postcode(..) | Self::Set(_) | Self::Next(_))
    }
}

fn steps(walk: Walk) -> Vec<Step> {
    let mut all = Vec::new();
    for (place, sheet) in walk.iter().enumerate() {
        all.push(Step::Page(sheet.path, sheet.heading));
        all.extend(sheet.answers.iter().map(answer));
        if let Some((add, answers)) = sheet.rows {
            all.push(Step::Add(add));
            all.extend(answers.iter().map(answer));
            all.push(Step::Set(sheet.heading));
            all.push(Step::AddAndRemove(add));
        }
        if sheet.path == "diagram" {
            all.push(Step::Attach("システム構成図"));
        }
        all.push(Step::Next(if place + 1 == walk.len() { "申込内容確認へ進む" } else { "次へ進む" }));
    }
    all
}

const fn answer((label, answer): &(&'static str, Answer)) -> Step {
    match *answer {
        Answer::Text(text) => Step::Type(label, text),
        Answer::Postcode(code, city) => Step::Postcode(label, code, city),
        Answer::Choice(choice) | Answer::Tick(choice) => Step::Choose(label, choice),
    }
}
