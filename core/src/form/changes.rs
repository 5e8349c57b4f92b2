//! What was answered beyond what a draft began with.

use super::draft::Row;
use super::merge::same;
use super::{Draft, Page, Section};

impl Draft {
    /// Whether anything was answered, changed or cleared beyond `start`.
    pub fn differs_from(&self, start: &Self) -> bool {
        !self.unplaced.is_empty() || !self.unplaced_rows.is_empty() || self.changed_pages(start).next().is_some()
    }

    /// The pages on which something was answered, changed or cleared beyond `start`. Another way of writing is no change, and
    /// neither is a row that a page begins by itself.
    pub fn changed_pages(&self, start: &Self) -> impl Iterator<Item = &'static Page> {
        let differs_from = |section: &Section| {
            let (began, rows) = (start.rows(section), self.rows(section));
            began.iter().any(|row| of_id(rows, row).is_none())
                || rows.iter().any(|row| match of_id(began, row) {
                    Some(before) => !same(section, before, row),
                    None => !row.is_untouched(section),
                })
        };
        self.form.pages.iter().copied().filter(move |page| page.sections.iter().any(|section| differs_from(section)))
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
    fn what_a_draft_starts_with_is_nothing_in_whatever_writing() {
        let mut draft = begun();
        assert!(!draft.differs_from(&begun()));
        draft.set(At::once(&office::COMPANY), "ナックス");
        draft.add_row(&emergency_fax::EMERGENCY_FAX, None, RowId::from_random(0));
        assert!(!draft.differs_from(&begun()), "a page that was only opened begins its first row");
    }

    #[test]
    fn answers_rows_and_what_was_cleared_name_their_pages_in_order() {
        let mut draft = begun();
        draft.add_row(&user_codes::USER_CODES, None, RowId::from_random(7));
        draft.add_row(user_codes::USER_CODES.inner.unwrap(), Some(RowId::from_random(7)), RowId::from_random(8));
        draft.set(At::once(&office::NAME), "本社");
        draft.set(At::once(&applicant::COMPANY), "");
        assert_eq!(pages(&draft), ["applicant", "office", "user-codes"]);
        assert!(draft.differs_from(&begun()));
    }

    #[test]
    fn what_has_no_place_in_the_form_counts_too() {
        let mut wire = begun().to_wire();
        wire.answers.insert("gone.far".into(), "kept".into());
        assert!(Draft::from_wire(&FORM, &wire).unwrap().differs_from(&begun()));
    }
}
