//! What the person knows to have typed: a draft beside the page's, kept by the same rules of core.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use nss_core::application::FORM;
use nss_core::form::{At, Draft, Kind, Offer, Row, RowId, Rows, Section, Wire, offer, settle};
use nss_tests::generate::{Random, lists, places};

/// The answers as they were given, and nothing else.
pub(super) struct Known {
    pub(super) draft: Draft,
    /// How often a file was chosen: the server makes its row, if it gets the file whole.
    pub(super) files_chosen: usize,
    /// Makes ids for rows until those that the page made are seen.
    ids: Random,
}

impl Known {
    /// Begins with what the registration has brought.
    pub(super) fn new(draft: Draft) -> Self {
        Self { draft, files_chosen: 0, ids: Random::seeded(1) }
    }

    /// The place of a path. A list that needs a row begins with one when its page is shown.
    pub(super) fn at(&mut self, path: &str) -> Result<At> {
        begin_lists(&mut self.draft);
        find(&self.draft, path).with_context(|| format!("nobody knows of {path}"))
    }

    /// What stands there, as far as it is known.
    pub(super) fn text(&mut self, path: &str) -> Result<String> {
        let at = self.at(path)?;
        Ok(self.draft.get(at).to_owned())
    }

    /// This was typed.
    pub(super) fn types(&mut self, path: &str, text: &str) -> Result<()> {
        let at = self.at(path)?;
        self.draft.set(at, text);
        Ok(())
    }

    /// A choice was made, by its words: what the tables force is known too. Whether they took other answers back.
    pub(super) fn chooses(&mut self, path: &str, words: &str) -> Result<bool> {
        let at = self.at(path)?;
        let (Kind::Choice(table) | Kind::Choices(table)) = at.field.kind else { bail!("{path} is no choice") };
        let code = table.iter().find(|choice| choice.label == words).context("a choice of the table")?.code;
        let text = match at.field.kind {
            Kind::Choices(_) => {
                let before = self.draft.get(at).to_owned();
                let taken = |other: &&str| *other == code || before.split(' ').any(|taken| taken == *other);
                table.iter().map(|choice| choice.code).filter(taken).collect::<Vec<_>>().join(" ")
            }
            _ => code.to_owned(),
        };
        self.draft.set(at, &text);
        Ok(!settle(&mut self.draft, Some(at)).is_empty())
    }

    /// The words of another choice that could be made there, the one at this place of all such, if there is any.
    pub(super) fn other_choice(&mut self, path: &str, words: &str, place: usize) -> Result<Option<&'static str>> {
        let at = self.at(path)?;
        let Kind::Choice(table) = at.field.kind else { return Ok(None) };
        let is_free = |code| matches!(offer(&self.draft, at, code), Offer::Free);
        let others: Vec<_> = table.iter().filter(|choice| choice.label != words && is_free(choice.code)).collect();
        Ok(others.get(place % others.len().max(1)).map(|choice| choice.label))
    }

    /// A row was added; the page named it, and not yet what stands in it.
    pub(super) fn adds(&mut self, section: &'static Section, id: RowId) {
        self.draft.add_row(section, None, id);
        if let Some(list) = section.inner {
            self.draft.add_row(list, Some(id), self.ids.row_id());
        }
    }

    /// The last row was removed.
    pub(super) fn removes_last(&mut self, section: &'static Section) {
        if let Some(id) = self.draft.rows(section).last().and_then(Row::id) {
            self.draft.remove_row(section, None, id);
            settle(&mut self.draft, None);
        }
    }

    /// How many files are attached.
    pub(super) fn files(&self) -> usize {
        FORM.sections().find(|section| section.holds_files).map_or(0, |list| self.draft.rows(list).len())
    }

    /// What is missing, doubled, or was never typed. Nothing, if that draft is this one: then it is taken, with the ids that
    /// the page has made and with what was tidied on leaving.
    pub(super) fn differs_from(&mut self, found: &Draft) -> Result<Vec<String>> {
        let (mut here, mut there) = (self.draft.clone(), found.clone());
        begin_lists(&mut here);
        begin_lists(&mut there);
        if let Some(list) = FORM.sections().find(|section| section.holds_files)
            && (self.files()..=self.files_chosen).contains(&there.rows(list).len())
        {
            takes_files(list, &mut here, &there);
        }
        let here = with_ids_of(&here, &there)?;
        let mut all = Vec::new();
        let (mine, theirs) = (here.to_wire(), there.to_wire());
        if mine.rows != theirs.rows {
            all.push(format!("rows {:?}, not {:?}", theirs.rows, mine.rows));
        }
        for path in mine.answers.keys().chain(theirs.answers.keys()).collect::<BTreeSet<_>>() {
            let text = |wire: &Wire| wire.answers.get(path).cloned().unwrap_or_default();
            let (known, found) = (text(&mine), text(&theirs));
            if !find(&here, path).is_some_and(|at| is_same(at, &known, &found)) {
                all.push(format!("{path} is 「{found}」, not 「{known}」"));
            }
        }
        if all.is_empty() {
            self.draft = there;
        }
        Ok(all)
    }
}

/// Whether this is what was typed: the very text, or its on-screen form.
pub(super) fn is_same(at: At, typed: &str, found: &str) -> bool {
    found == typed || found == at.field.kind.on_screen(typed)
}

fn find(draft: &Draft, path: &str) -> Option<At> {
    places(draft).into_iter().find(|at| at.path() == path)
}

/// Lists on the page that need a row have one with a fixed id.
fn begin_lists(draft: &mut Draft) {
    for section in FORM.sections().filter(|section| section.is_inline && !section.holds_files) {
        if matches!(section.rows, Rows::Many { least: 1.., .. }) && draft.rows(section).is_empty() {
            draft.add_row(section, None, RowId::from_random(0));
        }
    }
}

/// The rows of files that have come.
fn takes_files(list: &'static Section, here: &mut Draft, there: &Draft) {
    for row in there.rows(list).iter().filter_map(Row::id) {
        here.add_row(list, None, row);
        for field in list.fields {
            let at = At::row(field, row);
            here.set(at, there.get(at));
        }
    }
}

/// The draft with the ids of inner rows that the other one has: the page names them, and says it to nobody.
fn with_ids_of(draft: &Draft, other: &Draft) -> Result<Draft> {
    let mut wire = serde_json::to_string(&draft.to_wire())?;
    for (section, row) in lists(other).into_iter().filter(|(section, _)| section.outer.is_some()) {
        let ids = |draft: &Draft| draft.list(section, row).iter().filter_map(Row::id).collect::<Vec<_>>();
        let (mine, theirs) = (ids(draft), ids(other));
        if mine.len() == theirs.len() {
            for (mine, theirs) in mine.iter().zip(theirs) {
                wire = wire.replace(&mine.to_string(), &theirs.to_string());
            }
        }
    }
    Ok(Draft::from_wire(&FORM, &serde_json::from_str(&wire)?)?)
}
