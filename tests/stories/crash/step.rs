//! The way through the form as steps that can be interrupted.

use nss_tests::generate::Random;

use super::cut::Cut;
use crate::sample::{Answer, Walk};

/// One action of the person.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// Waits for a page, by its URL segment and its heading.
    Page(&'static str, &'static str),
    /// Types.
    Type(&'static str, &'static str),
    /// Types a postcode, and waits for its municipality.
    Postcode(&'static str, &'static str, &'static str),
    /// Chooses, or ticks.
    Choose(&'static str, &'static str),
    /// Adds a row with this button.
    Add(&'static str),
    /// Presses 「この内容で設定する」, and waits for the list with this heading.
    Set(&'static str),
    /// Adds a row with this button, and removes it again.
    AddAndRemove(&'static str),
    /// Attaches a file to the list with this heading.
    Attach(&'static str),
    /// Continues with this button.
    Next(&'static str),
}

/// A step and its interruptions.
pub(super) struct Planned {
    pub(super) step: Step,
    pub(super) cuts: Vec<Cut>,
}

/// Plans a walk with this many interruptions at random steps.
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
    /// Whether the step changes the draft, so that an interruption can lose something.
    const fn can_be_cut(self) -> bool {
        !matches!(self, Self::Page(..) | Self::Postcode(..) | Self::Set(_) | Self::Next(_))
    }
}

fn steps(walk: Walk) -> Vec<Step> {
    let mut all = Vec::new();
    for (place, page) in walk.iter().enumerate() {
        all.push(Step::Page(page.path, page.heading));
        all.extend(page.answers.iter().map(answer));
        if let Some((add, answers)) = page.rows {
            all.push(Step::Add(add));
            all.extend(answers.iter().map(answer));
            all.push(Step::Set(page.heading));
            all.push(Step::AddAndRemove(add));
        }
        if page.path == "diagram" {
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
