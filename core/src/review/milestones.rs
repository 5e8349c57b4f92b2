//! The days of an application in their order: what its page draws as a line, and says in words (C-105, N-250).

use chrono::NaiveDate;

use super::contract::day;
use super::deadline::{password_window, settings_deadline};
use crate::application::{connection, lines, start};
use crate::form::{At, Draft, Row, Scope};

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The day.
    pub day: NaiveDate,
    /// Its name.
    pub name: &'static str,
    /// Whether it is only a wish of the applicant, which the review may change.
    pub is_wish: bool,
}

/// The days that a document names, and those that follow from them; `registered`: the day of 登録.
pub fn milestones(document: &Draft, registered: NaiveDate) -> Vec<Milestone> {
    let settled = |name, day: Option<NaiveDate>| day.map(|day| Milestone { day, name, is_wish: false });
    let [reviewed, start] = [&start::REVIEWED_DATE, &start::CONFIRMED_DATE].map(|field| day(document, field));
    let window = reviewed.zip(start).and_then(|(reviewed, start)| password_window(reviewed, start));
    let wished = |name, day: Option<NaiveDate>| day.map(|day| Milestone { day, name, is_wish: true });
    let desired = wished("利用開始希望日", day(document, &start::DATE)).filter(|_| start.is_none());
    let works = works_day(document, &lines::CONFIRMED_WORKS_DATE);
    let wished_works = wished("回線工事の希望日", works_day(document, &lines::WORKS_DATE)).filter(|_| works.is_none());
    let days = [
        settled("登録", Some(registered)),
        settled("審査終了", reviewed),
        wished_works,
        settled("回線工事", works),
        settled("システム設定申込締切日", start.and_then(settings_deadline)),
        desired,
        settled("利用開始日", start),
        settled("パスワード参照期間の終わり", window.map(|window| *window.end())),
    ];
    let mut days: Vec<_> = days.into_iter().flatten().collect();
    days.sort_by_key(|milestone| milestone.day);
    days
}

/// The last day of the works of all lines; none for ゲートウェイ配下端末のみ.
fn works_day(document: &Draft, field: &'static crate::form::Field) -> Option<NaiveDate> {
    if Scope::whole(document).is(&connection::KIND, "gateway_only") {
        return None;
    }
    let rows = document.rows(&lines::LINES).iter().filter_map(Row::id);
    rows.filter_map(|row| crate::value::date::parse(&document.normal(At::row(field, row)))).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::FORM;
    use crate::form::RowId;

    fn document(answers: &[(&'static crate::form::Field, &str)]) -> Draft {
        let mut draft = Draft::empty(&FORM);
        draft.set(At::once(&connection::KIND), "new_line");
        let row = RowId::from_random(1);
        draft.add_row(&lines::LINES, None, row);
        draft.set(At::row(&lines::WORKS_DATE, row), "20191115");
        for (field, text) in answers {
            draft.set(At::once(field), text);
        }
        draft
    }

    fn words(draft: &Draft) -> Vec<String> {
        let days = milestones(draft, "2019-11-01".parse().unwrap());
        days.iter().map(|one| format!("{} {}{}", one.day, one.name, if one.is_wish { "?" } else { "" })).collect()
    }

    #[test]
    fn before_the_review_only_wishes_follow_the_registration() {
        let draft = document(&[(&start::DATE, "20191209")]);
        assert_eq!(words(&draft), ["2019-11-01 登録", "2019-11-15 回線工事の希望日?", "2019-12-09 利用開始希望日?"]);
    }

    /// The manual's own start (N-268).
    #[test]
    fn a_contract_has_every_day_in_its_order() {
        let mut draft = document(&[
            (&start::DATE, "20191209"),
            (&start::CONFIRMED_DATE, "20191211"),
            (&start::REVIEWED_DATE, "20191202"),
        ]);
        draft.set(At::row(&lines::CONFIRMED_WORKS_DATE, RowId::from_random(1)), "20191204");
        assert_eq!(
            words(&draft),
            [
                "2019-11-01 登録",
                "2019-12-02 審査終了",
                "2019-12-04 回線工事",
                "2019-12-05 システム設定申込締切日",
                "2019-12-11 利用開始日",
                "2019-12-12 パスワード参照期間の終わり"
            ]
        );
        draft.set(At::once(&connection::KIND), "gateway_only");
        assert!(!words(&draft).iter().any(|day| day.contains("工事")));
    }
}
