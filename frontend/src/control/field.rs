//! The frame around a control: label, need, help, what is wrong, what was changed.

use nss_core::form::{At, Fault, Need, Place};

use super::help;
use crate::desk::{Desk, Told};
use crate::dom;
use crate::signal::Derived;
use crate::view::{El, el, link_button};

/// A question with its control, whose id is the path of its answer.
pub(super) struct Field {
    pub(super) desk: Desk,
    pub(super) at: At,
    /// The path of the answer.
    pub(super) id: String,
    /// Severity word and sentence of what shows now.
    shown: Derived<Vec<(bool, String)>>,
}

impl Field {
    pub(super) fn new(desk: Desk, at: At) -> Self {
        let shown = Derived::new(move || sentences(&desk.shown(Place::Answer(at))));
        Self { desk, at, id: at.path(), shown }
    }

    /// Around one input.
    pub(super) fn around(&self, kind: &str, control: El, below: Vec<El>) -> El {
        let label = el("label", "app-field__label").set("for", &self.id).text(self.at.field.label).text(" ");
        let field = el("div", "app-field").set("data-kind", kind).add(label.add(self.need()));
        self.dress(field, control, below)
    }

    /// Around several inputs that belong together.
    pub(super) fn group(&self, kind: &str, choices: El) -> El {
        let legend = el("legend", "app-field__label").text(self.at.field.label).text(" ").add(self.need());
        let field = el("fieldset", "app-field").set("data-kind", kind).add(legend);
        self.dress(self.described(field), choices, Vec::new())
    }

    fn dress(&self, field: El, control: El, below: Vec<El>) -> El {
        let shown = self.shown;
        let hint = self.has_hint().then(|| help::hint(self.desk, self.at).set("id", &format!("{}-hint", self.id)));
        let field = field
            .bind("data-state", move || shown.with(|shown| state(shown).map(str::to_owned)))
            .all(hint)
            .all(help::example(self.desk, self.at))
            .add(control)
            .all(help::suggestion(self.desk, self.at))
            .all(below);
        self.told(faults_part(field, shown, self.id.clone()))
    }

    fn has_hint(&self) -> bool {
        let field = self.at.field;
        !field.hint.is_empty() || field.advice.is_some()
    }

    /// What this answer cost others.
    fn told(&self, field: El) -> El {
        let (desk, at) = (self.desk, self.at);
        field.part(move || told(desk, |told| matches!(told, Told::Withdrawn { cause, .. } if *cause == at)))
    }

    fn need(&self) -> El {
        let need = self.at.field.need;
        let mark = el("span", "app-field__need").text(need.words());
        let mark = if need == Need::Required { mark } else { mark.set("data-need", "optional") };
        let (desk, at) = (self.desk, self.at);
        el("span", "").add(mark).part(move || {
            let doubtful = desk.doubtful.with(|doubtful| doubtful.contains(&at));
            doubtful.then(|| el("span", "app-field__need").set("data-need", "check").text("要確認"))
        })
    }

    /// Names what describes the control, and marks it while something is wrong.
    pub(super) fn described(&self, control: El) -> El {
        let (shown, id, hint) = (self.shown, self.id.clone(), self.has_hint());
        control.bind("aria-describedby", move || {
            let mut ids = Vec::new();
            if hint {
                ids.push(format!("{id}-hint"));
            }
            if shown.with(|shown| !shown.is_empty()) {
                ids.push(format!("{id}-faults"));
            }
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    /// The marks of an input: 必須, and whether something is wrong.
    pub(super) fn marked(&self, control: El) -> El {
        let shown = self.shown;
        let control = self.described(control);
        let control = if self.at.field.need == Need::Required { control.set("aria-required", "true") } else { control };
        control
            .bind("aria-invalid", move || shown.with(|shown| state(shown) == Some("error")).then(|| "true".to_owned()))
    }
}

/// The faults of a place that is no answer: a list.
pub(crate) fn faults(desk: Desk, place: Place) -> El {
    let shown = Derived::new(move || sentences(&desk.shown(place)));
    faults_part(el("div", ""), shown, place.path())
}

fn sentences(faults: &[Fault]) -> Vec<(bool, String)> {
    faults.iter().map(|fault| (fault.blocks(), fault.message())).collect()
}

fn state(shown: &[(bool, String)]) -> Option<&'static str> {
    let blocks = shown.iter().any(|(blocks, _)| *blocks);
    if blocks { Some("error") } else { (!shown.is_empty()).then_some("warning") }
}

/// The first blocking sentence and all warnings, below the control.
fn faults_part(field: El, shown: Derived<Vec<(bool, String)>>, id: String) -> El {
    field.part(move || {
        let shown = shown.get();
        let error = shown.iter().find(|(blocks, _)| *blocks);
        let error = error.map(|(_, words)| el("div", "app-field__error").text("＊").text(words));
        let warnings = shown.iter().filter(|(blocks, _)| !blocks);
        let warnings = warnings.map(|(_, words)| el("div", "app-field__warning").text(words));
        (!shown.is_empty())
            .then(|| el("div", "").set("id", &format!("{id}-faults")).set("tabindex", "-1").all(error).all(warnings))
    })
}

/// What was withdrawn or removed last, if it is the one that is meant, with the way back.
pub(crate) fn told(desk: Desk, meant: impl Fn(&Told) -> bool) -> Option<El> {
    let told = desk.told.get().filter(meant)?;
    // The button goes with the note: the focus goes where the change came from.
    let origin = match &told {
        Told::Withdrawn { cause, .. } => cause.path(),
        Told::Removed { section, around, .. } => Place::List(section, *around).path(),
        Told::Restored { section, .. } | Told::Pasted { section, .. } => section.key.to_owned(),
        Told::Deleted { .. } => "title".to_owned(),
    };
    let undo = link_button("元に戻す", move || {
        desk.put_back();
        dom::focus_soon(&origin);
    });
    let undone = |words: String, undo: El| el("div", "app-undo").set("role", "status").text(&words).add(undo);
    Some(match told {
        Told::Removed { name, .. } => undone(format!("{name}を削除しました "), undo),
        Told::Restored { name, .. } => undone(format!("{name}の変更を取り消しました "), undo),
        Told::Pasted { rows, .. } => {
            let words = match desk.count_blocked(&rows) {
                0 => format!("{}件を追加しました ", rows.len()),
                wrong => format!("{}件を追加しました。うち{wrong}件は確認が必要です ", rows.len()),
            };
            undone(words, undo)
        }
        Told::Deleted { .. } => undone("下書きを削除しました ".to_owned(), undo),
        Told::Withdrawn { cause, withdrawn, .. } => {
            let answer = desk.draft.with_untracked(|draft| cause.field.kind.words(draft.get(cause)).into_owned());
            let title = format!("{}を「{answer}」にしたため、次の内容を変更しました", cause.field.label);
            let items = withdrawn.iter().map(|change| {
                let words = |text: &str| match &*change.at.field.kind.words(text) {
                    "" => "未選択".to_owned(),
                    words => format!("「{words}」"),
                };
                let line = format!("{}{}→{}", change.at.field.label, words(&change.was), words(&change.now));
                el("li", "").text(&line).add(el("span", "app-withdrawn__reason").text(&change.says()))
            });
            el("div", "app-withdrawn")
                .set("role", "status")
                .add(el("p", "app-withdrawn__title").text(&title))
                .add(el("ul", "app-withdrawn__list").all(items))
                .add(undo)
        }
    })
}
