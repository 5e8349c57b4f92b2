//! The blocks of the summary: one for each section that is asked once, and one for each row of a list.

use nss_core::form::{At, Author, Draft, Fault, Field, Kind, Need, Offer, Place, RowId, Scope, Section, offer};

/// A fault as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FaultText {
    /// Whether it blocks 登録.
    pub(super) blocks: bool,
    /// The sentence.
    pub(super) message: String,
}

impl FaultText {
    fn of(fault: &Fault) -> Self {
        Self { blocks: fault.blocks(), message: fault.message() }
    }
}

/// A section, a row, or a list as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// The heading.
    pub(super) title: String,
    /// The place where it is changed; none for an inner row, which is changed with its row.
    pub(super) place: Option<Place>,
    /// The answers; none for a list as a whole.
    pub(super) answers: Option<Vec<Answer>>,
    /// Whether it is a list without a row.
    pub(super) is_empty: bool,
    /// The faults of a list as a whole.
    pub(super) faults: Vec<FaultText>,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    /// The label of the question.
    pub(super) label: &'static str,
    /// The answer.
    pub(super) text: String,
    /// `error`, `warning`, `empty` or `same` in the stylesheet.
    pub(super) state: Option<&'static str>,
    /// The place; none for an answer that was given elsewhere (「事業所に同じ」).
    pub(super) place: Option<Place>,
    /// The row of an attached file, whose name is a link.
    pub(super) file: Option<RowId>,
    /// Whether it is changed at its own place.
    pub(super) can_change: bool,
    /// Its faults.
    pub(super) faults: Vec<FaultText>,
}

/// The blocks of every section that is asked or that the center has filled, in the order of the form; `pages`: only of
/// these.
pub(super) fn blocks(draft: &Draft, faults: &[Fault], pages: Option<&[&str]>) -> Vec<Block> {
    let summary = Summary { draft, faults };
    let whole = Scope::whole(draft);
    let is_meant = |section: &'static Section| {
        pages.is_none_or(|paths| draft.form().page_of(section).is_some_and(|page| paths.contains(&page.path)))
    };
    let shown = draft.form().sections().filter(|section| is_meant(section) && whole.shows_section(section));
    shown
        .flat_map(|section| if section.is_list() { summary.list(section) } else { vec![summary.once(section)] })
        .collect()
}

#[derive(Clone, Copy)]
struct Summary<'a> {
    draft: &'a Draft,
    faults: &'a [Fault],
}

impl Summary<'_> {
    fn once(self, section: &'static Section) -> Block {
        let place = section.fields.first().map(|field| Place::Answer(At::once(field)));
        self.block(section, section.title.to_owned(), place, (None, None))
    }

    fn list(self, section: &'static Section) -> Vec<Block> {
        let mut blocks = Vec::new();
        for row in self.draft.rows(section) {
            let place = section.fields.first().zip(row.id()).map(|(field, id)| Place::Answer(At::row(field, id)));
            let name = self.draft.row_name(section, row.id(), None);
            blocks.push(self.block(section, name, place, (row.id(), None)));
            for (list, inner) in section.inner.iter().flat_map(|list| row.inner().iter().map(move |row| (list, row))) {
                let name = self.draft.row_name(list, row.id(), inner.id());
                blocks.push(self.block(list, name, None, (row.id(), inner.id())));
            }
        }
        let place = Place::List(section, None);
        let faults: Vec<_> = self.faults.iter().filter(|fault| fault.place == place).map(FaultText::of).collect();
        let is_empty = blocks.is_empty();
        if is_empty || !faults.is_empty() {
            let title = section.title.to_owned();
            blocks.push(Block { title, place: Some(place), answers: None, is_empty, faults });
        }
        blocks
    }

    fn block(
        self,
        section: &'static Section,
        title: String,
        place: Option<Place>,
        (row, inner): (Option<RowId>, Option<RowId>),
    ) -> Block {
        let scope = Scope::from_rows(self.draft, section, row, inner);
        let fields = section.fields.iter().copied();
        let shown = fields.filter(|field| scope.shows(field) && !matches!(field.kind, Kind::SameAs(_)));
        let mut answers = Vec::new();
        for field in shown {
            answers.push(self.answer(At { field, row, inner }));
            self.same(scope.same(field), &mut answers);
        }
        Block { title, place, answers: Some(answers), is_empty: false, faults: Vec::new() }
    }

    /// The answers that stand here instead: 「事業所に同じ」. They are changed where they were given.
    fn same(self, fields: &'static [&'static Field], answers: &mut Vec<Answer>) {
        let whole = Scope::whole(self.draft);
        for field in fields.iter().copied().filter(|field| whole.asked(field)) {
            let text = field.kind.display(self.draft.get(At::once(field))).into_owned();
            answers.push(Answer {
                label: field.label,
                text: if text.is_empty() { "未入力".to_owned() } else { text },
                state: Some("same"),
                place: None,
                file: None,
                can_change: false,
                faults: Vec::new(),
            });
            self.same(whole.same(field), answers);
        }
    }

    fn answer(self, at: At) -> Answer {
        let field = at.field;
        // An answer that is typed twice stands here once, with the faults of both.
        let is_of_answer = |fault: &&Fault| match fault.place {
            Place::Answer(other) => {
                other == at || matches!(other.field.kind, Kind::SameAs(same) if same == field && other.row == at.row)
            }
            Place::List(..) => false,
        };
        let faults: Vec<_> = self.faults.iter().filter(is_of_answer).map(FaultText::of).collect();
        let text = field.kind.display(self.draft.get(at)).into_owned();
        let state = if faults.iter().any(|fault| fault.blocks) {
            Some("error")
        } else if !faults.is_empty() {
            Some("warning")
        } else {
            text.is_empty().then_some("empty")
        };
        Answer {
            label: field.label,
            text: if text.is_empty() { self.missing(at).to_owned() } else { text },
            state,
            place: Some(Place::Answer(at)),
            file: at.row.filter(|_| matches!(field.kind, Kind::FileName)),
            // A file is changed as a whole, at its name.
            can_change: !matches!(field.kind, Kind::FileSize) && field.author() == Author::Applicant,
            faults,
        }
    }

    /// The words in place of a missing answer.
    fn missing(self, at: At) -> &'static str {
        let is_typed = at.field.kind.table().is_empty();
        match at.field.need {
            _ if is_typed && offer(self.draft, at, "") != Offer::Free => "対象ではありません",
            Need::Optional => "未入力（任意）",
            Need::Required | Need::Either(_) => "未入力",
        }
    }
}

#[cfg(test)]
mod tests {
    use nss_core::account;
    use nss_core::application::applicant;

    use super::*;

    #[test]
    fn a_missing_answer_says_so_and_has_the_faults_of_both_places_where_it_is_typed_twice() {
        let mut draft = Draft::empty(&account::FORM);
        draft.set(At::once(&applicant::MAIL), "a@example.jp");
        draft.set(At::once(&applicant::MAIL_AGAIN), "b@example.jp");
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).unwrap_or_default();
        let faults = nss_core::form::check(&draft, today);
        let blocks = blocks(&draft, &faults, None);
        let answers = blocks[0].answers.as_ref().expect("a section that is asked once has answers");
        let of = |field: &Field| answers.iter().find(|answer| answer.label == field.label);
        let mail = of(&applicant::MAIL).expect("the address is asked");
        assert_eq!((mail.text.as_str(), mail.state, mail.faults.len()), ("a@example.jp", Some("error"), 1));
        assert!(of(&applicant::MAIL_AGAIN).is_none());
        assert!(answers.iter().any(|answer| answer.text == "未入力" && answer.state == Some("error")));
    }
}
