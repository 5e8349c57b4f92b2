//! All answers to read: before 登録, and afterwards (F096).

use nss_core::form::{At, Draft, Fault, Field, Form, Kind, Need, Offer, Place, RowId, Scope, Section, offer};

use crate::view::{El, download, el};

/// What a reader may do with the answers.
pub(crate) struct Reading<'a> {
    /// The answers.
    pub(crate) draft: &'a Draft,
    /// What core says of them.
    pub(crate) faults: &'a [Fault],
    /// The address at which a place is changed; none where nothing can be changed any more.
    pub(crate) change: Option<&'a dyn Fn(&Place) -> String>,
    /// The address below which its files are got.
    pub(crate) files: String,
}

impl Reading<'_> {
    /// Every section that is asked, in the order of the form.
    pub(crate) fn draw(&self, form: &'static Form) -> Vec<El> {
        let whole = Scope::whole(self.draft);
        let asked = form.sections().filter(|section| whole.asks(section));
        asked
            .flat_map(|section| if section.is_list() { self.list(section) } else { vec![self.once(section)] })
            .collect()
    }

    fn once(&self, section: &'static Section) -> El {
        let place = section.fields.first().map(|field| Place::Answer(At::once(field)));
        self.block(section, section.title, place, None, None)
    }

    fn list(&self, section: &'static Section) -> Vec<El> {
        let mut blocks = Vec::new();
        for row in self.draft.rows(section) {
            let place = section.fields.first().zip(row.id()).map(|(field, id)| Place::Answer(At::row(field, id)));
            let name = self.draft.row_name(section, row.id(), None);
            blocks.push(self.block(section, &name, place, row.id(), None));
            if let Some(list) = section.inner {
                for inner in row.inner() {
                    let name = self.draft.row_name(list, row.id(), inner.id());
                    blocks.push(self.block(list, &name, None, row.id(), inner.id()));
                }
            }
        }
        let of_list = |fault: &&Fault| fault.place == Place::List(section, None);
        if blocks.is_empty() || self.faults.iter().any(|fault| of_list(&fault)) {
            let errors = self.faults.iter().filter(of_list).map(error);
            let none = blocks.is_empty().then(|| el("p", "app-rows__empty").text("ありません"));
            blocks.push(self.head(section.title, Some(&Place::List(section, None))).all(none).all(errors));
        }
        blocks
    }

    fn head(&self, title: &str, place: Option<&Place>) -> El {
        let back = self.change.zip(place).map(|(change, place)| {
            el("a", "")
                .set("href", &change(place))
                .text("入力に戻る")
                .add(el("span", "app-visually-hidden").text(&format!("：{title}")))
        });
        let head = el("header", "app-summary__head").add(el("h2", "app-summary__title").text(title)).all(back);
        el("section", "app-summary").add(head)
    }

    fn block(
        &self,
        section: &'static Section,
        title: &str,
        place: Option<Place>,
        row: Option<RowId>,
        inner: Option<RowId>,
    ) -> El {
        let scope = Scope::from_rows(self.draft, section, row, inner);
        let asked = section.fields.iter().filter(|field| scope.asked(field) && !matches!(field.kind, Kind::SameAs(_)));
        let rows = asked.flat_map(|field| {
            std::iter::once(self.answer(field, At { field, row, inner })).chain(self.same(scope.same(field)))
        });
        self.head(title, place.as_ref()).add(el("dl", "app-summary__list").all(rows))
    }

    /// The answers that stand here instead: 「事業所に同じ」. They are changed where they were given.
    fn same(&self, fields: &'static [&'static Field]) -> Vec<El> {
        let whole = Scope::whole(self.draft);
        let asked = fields.iter().filter(|field| whole.asked(field));
        let words = |field: &'static Field| {
            let words = field.kind.words(self.draft.get(At::once(field))).into_owned();
            let words = if words.is_empty() { "未入力".to_owned() } else { words };
            el("div", "app-summary__row")
                .set("data-state", "same")
                .add(el("dt", "app-summary__key").text(field.label))
                .add(el("dd", "app-summary__value").text(&words))
        };
        asked.flat_map(|field| std::iter::once(words(field)).chain(self.same(whole.same(field)))).collect()
    }

    fn answer(&self, field: &'static Field, at: At) -> El {
        let place = Place::Answer(at);
        // What is typed twice stands here once, with the faults of both.
        let again = |fault: &&Fault| match fault.place {
            Place::Answer(other) => {
                other == at || matches!(other.field.kind, Kind::SameAs(same) if same == field && other.row == at.row)
            }
            Place::List(..) => false,
        };
        let faults: Vec<&Fault> = self.faults.iter().filter(again).collect();
        let words = field.kind.words(self.draft.get(at)).into_owned();
        let state = match (faults.iter().any(|fault| fault.blocks()), faults.is_empty(), words.is_empty()) {
            (true, ..) => Some("error"),
            (_, false, _) => Some("warning"),
            (_, _, true) => Some("empty"),
            _ => None,
        };
        let words = match (words.is_empty(), field.need) {
            (false, _) => words,
            (true, _) if field.kind.table().is_empty() && offer(self.draft, at, "") != Offer::Free => {
                "対象ではありません".to_owned()
            }
            (true, Need::Optional) => "未入力（任意）".to_owned(),
            (true, Need::Required | Need::Either(_)) => "未入力".to_owned(),
        };
        let value = el("dd", "app-summary__value");
        let value = match at.row {
            Some(row) if matches!(field.kind, Kind::FileName) => {
                value.add(download(&format!("{}/{row}", self.files), &words))
            }
            _ => value.text(&words),
        };
        let value = value.all(faults.iter().map(|fault| error(fault)));
        // A file is changed as a whole, at its name.
        let change = self.change.filter(|_| !matches!(field.kind, Kind::FileSize)).map(|change| {
            let link = el("a", "")
                .set("href", &change(&place))
                .text("変更")
                .add(el("span", "app-visually-hidden").text(&format!("：{}", field.label)));
            el("dd", "app-summary__action").add(link)
        });
        let row = el("div", "app-summary__row")
            .set("id", &place.path())
            .set("tabindex", "-1")
            .add(el("dt", "app-summary__key").text(field.label))
            .add(value)
            .all(change);
        match state {
            Some(state) => row.set("data-state", state),
            None => row,
        }
    }
}

fn error(fault: &Fault) -> El {
    if fault.blocks() {
        el("div", "app-field__error").text("＊").text(&fault.message())
    } else {
        el("div", "app-field__warning").text(&fault.message())
    }
}
