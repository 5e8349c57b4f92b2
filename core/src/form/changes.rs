//! Comparison of a draft with the draft that it started from.

use super::draft::Row;
use super::merge::same;
use super::{Draft, Page, Section};

impl Draft {
    /// Whether any answer or row differs from `start`.
    pub fn differs_from(&self, start: &Self) -> bool {
        !self.unplaced.is_empty() || !self.unplaced_rows.is_empty() || self.changed_pages(start).next().is_some()
    }

    /// The pages with an answer or a row that differs from `start`. Answers with the same normal form do not differ,
    /// and a row that a page adds by itself counts only once it is answered.
    pub fn changed_pages(&self, start: &Self) -> impl Iterator<Item = &'static Page> {
        let differs = |section: &Section| {
            let (began, rows) = (start.rows(section), self.rows(section));
            began.iter().any(|row| of_id(rows, row).is_none())
                || rows.iter().any(|row| match of_id(began, row) {
                    Some(before) => !same(section, before, row),
                    None => !row.is_untouched(section),
                })
        };
        self.form.pages.iter().copied().filter(move |page| page.sections.iter().any(|section| differs(section)))
    }
}

fn of_id<'a>(rows: &'a [Row], row: &Row) -> Option<&'a Row> {
    rows.iter().find(|known| known.id == row.id)
}

#[cfg(test)]
mod tests {
    use crate::application::{FORM, applicant, emergency_fax, office, start, user_codes};
    use crate::form::{At, Draft, RowId};

    fn begun() -> Draft {
        let mut registration = Draft::empty(&crate::account::FORM);
        registration.set(At::once(&applicant::COMPANY), "ﾅｯｸｽ");
        start(&registration)
    }

    fn pages(draft: &Draft) -> Vec<&'static str> {
        draft.changed_pages(&begun()).map(|page| page.path).collect()
    }

    #[test]
    fn a_new_draft_does_not_differ_in_any_way_of_writing() {
        let mut draft = begun();
        assert!(!draft.differs_from(&begun()));
        draft.set(At::once(&office::COMPANY), "ナックス");
        draft.add_row(&emergency_fax::EMERGENCY_FAX, None, RowId::from_random(0));
        assert!(!draft.differs_from(&begun()), "a page that was only opened begins its first row");
    }

    #[test]
    fn changed_answers_and_rows_and_cleared_answers_name_their_pages_in_order() {
        let mut draft = begun();
        draft.add_row(&user_codes::USER_CODES, None, RowId::from_random(7));
        draft.add_row(user_codes::USER_CODES.inner.unwrap(), Some(RowId::from_random(7)), RowId::from_random(8));
        draft.set(At::once(&office::NAME), "本社");
        draft.set(At::once(&applicant::COMPANY), "");
        assert_eq!(pages(&draft), ["applicant", "office", "user-codes"]);
        assert!(draft.differs_from(&begun()));
    }

    #[test]
    fn unplaced_answers_count_too() {
        let mut wire = begun().to_wire();
        wire.answers.insert("gone.far".into(), "kept".into());
        assert!(Draft::from_wire(&FORM, &wire).unwrap().differs_from(&begun()));
    }
}
