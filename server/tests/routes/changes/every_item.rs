//! Every regular item by itself: one answer that it opens is changed, 登録 says exactly that line, and the contract has exactly that
//! change from its day on.

use nss_core::{
    application::start,
    change_application::{
        FORM, lines as lines_of,
        opening::opens,
        request::{self, GROUPS},
        submit,
    },
    form::{At, Author, Draft, Field, Scope},
};
use nss_tests::generate::places;

use super::{
    Office,
    approvals::{approve, differing},
    lines,
};
use crate::support::on_each_store;

/// Texts to try for an answer: its choices, and one that most kinds take.
fn texts(at: At) -> impl Iterator<Item = &'static str> {
    let choices = at.field.kind.table().iter().map(|choice| choice.code);
    choices.chain(["7", "1", "1000001", "0355554444", "other@example.jp", "カイシャ", "東京"])
}

/// An answer that an item opens with a text that can be sent, and what else the item then needs; none if each needs more than one.
fn change_of(base: &Draft, question: &'static Field, item: &str) -> Option<(At, String)> {
    let today = "2027-01-05".parse().unwrap();
    let mut chosen = base.clone();
    for (field, text) in [(question, item), (&request::REASON, "移転のため")] {
        chosen.set(At::once(field), text);
    }
    chosen.set(At::once(&start::DATE), "2027-02-01");
    let items = request::chosen(&Scope::whole(&chosen));
    let is_of_contract = |at: &At| opens(&items, at.field) && !opens(&[], at.field);
    for at in places(base).into_iter().filter(is_of_contract) {
        for text in texts(at) {
            let mut draft = chosen.clone();
            draft.set(at, text);
            let changed = lines_of(&draft, base);
            if matches!(&changed[..], [one] if one.path == at.path()) && submit(&draft, base, today).is_ok() {
                return Some((at, text.to_owned()));
            }
        }
    }
    None
}

#[tokio::test]
async fn one_answer_of_each_item_changes_that_answer_of_the_contract_alone() {
    on_each_store(async |world| {
        let mut office = Office::of(world).await;
        let mut without = Vec::new();
        for (question, items) in GROUPS {
            for item in items {
                let base = Draft::from_wire(&FORM, &office.begin().await.base).unwrap();
                let Some((at, text)) = change_of(&base, question, item.code) else {
                    without.push(item.code);
                    continue;
                };
                let path = at.path();
                let before = office.in_force("2027-02-03").await;
                let question = format!("change.{}", question.key);
                let change = office.apply(&[(&question, item.code)], &[(&path, &text)]).await;
                let said = lines(&change.changes);
                assert!(matches!(said[..], [[line, ..]] if line == path), "{}: {said:?}", item.code);
                approve(world, &change, "20270203").await.unwrap();
                let after = office.in_force("2027-02-03").await;
                // The numbers of terminals and of 識別番号 bring the center's rows and codes along.
                let mut differing = differing(&before, &after);
                differing.retain(|path| !is_of_center(path));
                assert_eq!(differing, [path.as_str()], "{}", item.code);
                assert_eq!(after.answers[&path], at.field.kind.normalise(&text), "{}", item.code);
            }
        }
        // netNACCS, lines and mailboxes begin with more than one answer: `nets` and `lines` below.
        assert_eq!(without, ["net-terminals", "net-certificates", "mailboxes"]);
    })
    .await;
}

fn is_of_center(path: &str) -> bool {
    FORM.at(path).is_some_and(|at| at.field.author() == Author::Center)
}
