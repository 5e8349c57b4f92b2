//! 対象項目: how many things an application asks for (C-106).

use crate::application::{connection, lines, mailbox, user_codes};
use crate::form::{At, Draft, Row};
use crate::value::number;

/// The counts of a submission or a contract, each with its label.
pub fn counts(document: &Draft) -> [(&'static str, u32); 5] {
    let count = |section| u32::try_from(document.rows(section).len()).unwrap_or(u32::MAX);
    let number = |at| number::parse(&document.normal(at)).unwrap_or_default();
    let each = |section, at: &dyn Fn(&Row) -> u32| document.rows(section).iter().map(at).sum::<u32>();
    let ids = each(&user_codes::USER_CODES, &|code| {
        let ids = code.inner().iter().filter_map(|id| Some(At::inner(&user_codes::ids::COUNT, code.id()?, id.id()?)));
        ids.map(number).sum()
    });
    let terminals = each(&lines::LINES, &|line| line.id().map_or(0, |row| number(At::row(&lines::TERMINALS, row))));
    [
        ("利用者コード数", count(&user_codes::USER_CODES)),
        ("識別番号数", ids),
        ("回線数", count(&lines::LINES)),
        ("論理端末数", terminals + number(At::once(&connection::TERMINALS))),
        ("メールボックス数", number(At::once(&mailbox::COUNT))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::FORM;
    use crate::form::RowId;

    #[test]
    fn rows_are_counted_and_numbers_are_added_up() {
        let mut draft = Draft::empty(&FORM);
        for code in [RowId::from_random(1), RowId::from_random(2)] {
            draft.add_row(&user_codes::USER_CODES, None, code);
            draft.add_row(&user_codes::ids::IDS, Some(code), RowId::from_random(3));
            draft.set(At::inner(&user_codes::ids::COUNT, code, RowId::from_random(3)), "2");
            draft.add_row(&lines::LINES, None, code);
            draft.set(At::row(&lines::TERMINALS, code), "10");
        }
        draft.set(At::once(&connection::TERMINALS), "３");
        assert_eq!(counts(&draft).map(|(_, count)| count), [2, 4, 2, 23, 0]);
    }
}
