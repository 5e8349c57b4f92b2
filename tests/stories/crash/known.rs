//! The expected draft: the person's own record of their answers, kept with the same rules of core as the page's draft.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use nss_core::application::FORM;
use nss_core::form::{At, Draft, Kind, Offer, Row, RowId, Rows, Section, Wire, offer, settle};
use nss_tests::generate::{Random, lists, places};

/// The given answers.
pub(super) struct Known {
    pub(super) draft: Draft,
    /// Number of chosen files. The server creates a row for each file that arrives complete.
    pub(super) files_chosen: usize,
    /// Generates provisional row ids until the page's ids are known.
    ids: Random,
}

impl Known {
    /// Starts with the answers of the registration.
    pub(super) fn new(draft: Draft) -> Self {
        Self { draft, files_chosen: 0, ids: Random::seeded(1) }
    }

    /// The place of a path. A list that needs a row gets one when its page is shown.
    pub(super) fn at(&mut self, path: &str) -> Result<At> {
        begin_lists(&mut self.draft);
        find(&self.draft, path).with_context(|| format!("nobody knows of {path}"))
    }

    /// The expected text at a path.
    pub(super) fn text(&mut self, path: &str) -> Result<String> {
        let at = self.at(path)?;
        Ok(self.draft.get(at).to_owned())
    }

    /// Records typed text.
    pub(super) fn types(&mut self, path: &str, text: &str) -> Result<()> {
        let at = self.at(path)?;
        self.draft.set(at, text);
        Ok(())
    }

    /// Records a choice by its words, and the answers that the tables force. Returns whether they withdrew other answers.
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

    /// The words of another choice that is available there: the one with this number among them, if there is any.
    pub(super) fn other_choice(&mut self, path: &str, words: &str, place: usize) -> Result<Option<&'static str>> {
        let at = self.at(path)?;
        let Kind::Choice(table) = at.field.kind else { return Ok(None) };
        let is_free = |code| matches!(offer(&self.draft, at, code), Offer::Free);
        let others: Vec<_> = table.iter().filter(|choice| choice.label != words && is_free(choice.code)).collect();
        Ok(others.get(place % others.len().max(1)).map(|choice| choice.label))
    }

    /// Records a new row with the id that the page gave it; its inner rows are not known yet.
    pub(super) fn adds(&mut self, section: &'static Section, id: RowId) {
        self.draft.add_row(section, None, id);
        if let Some(list) = section.asked_inner() {
            self.draft.add_row(list, Some(id), self.ids.row_id());
        }
    }

    /// Records the removal of the last row.
    pub(super) fn removes_last(&mut self, section: &'static Section) {
        if let Some(id) = self.draft.rows(section).last().and_then(Row::id) {
            self.draft.remove_row(section, None, id);
            settle(&mut self.draft, None);
        }
    }

    /// Number of attached files.
    pub(super) fn files(&self) -> usize {
        FORM.sections().find(|section| section.holds_files).map_or(0, |list| self.draft.rows(list).len())
    }

    /// Describes missing, doubled and unexpected answers of another draft. If there are none, the other draft replaces this
    /// one, because it has the page's row ids and the normalised texts.
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

/// Whether the found text equals the typed one or its on-screen form.
pub(super) fn is_same(at: At, typed: &str, found: &str) -> bool {
    found == typed || found == at.field.kind.on_screen(typed)
}

fn find(draft: &Draft, path: &str) -> Option<At> {
    places(draft).into_iter().find(|at| at.path() == path)
}

/// Adds the first row, with a fixed id, to the inline lists that need one.
fn begin_lists(draft: &mut Draft) {
    for section in FORM.sections().filter(|section| section.is_inline && !section.holds_files) {
        if matches!(section.rows, Rows::Many { least: 1.., .. }) && draft.rows(section).is_empty() {
            draft.add_row(section, None, RowId::from_random(0));
        }
    }
}

/// Takes over the rows of files that have arrived.
fn takes_files(list: &'static Section, here: &mut Draft, there: &Draft) {
    for row in there.rows(list).iter().filter_map(Row::id) {
        here.add_row(list, None, row);
        for field in list.fields {
            let at = At::row(field, row);
            here.set(at, there.get(at));
        }
    }
}

/// Replaces the ids of inner rows by those of the other draft. The page generates these ids and shows them nowhere.
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
