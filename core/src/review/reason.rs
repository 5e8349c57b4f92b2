//! The reasons of a return: each pinned to an answer, a row or a list of the application (C-014 … C-016).

use serde::{Deserialize, Serialize};

use crate::form::{Draft, Place, wire};

/// Most characters of one reason; ours.
pub const MOST_CHARACTERS: usize = 500;
/// Most reasons of one return; ours.
pub const MOST: usize = 100;

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Reason {
    /// The path of the answer or the list; empty for the application as a whole.
    pub path: String,
    /// The sentence for the applicant.
    pub text: String,
}

/// A reason with the name of its place, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PinnedReason {
    /// As [`Reason::path`].
    pub path: String,
    /// The name of the place.
    pub name: String,
    /// The sentence for the applicant.
    pub text: String,
}

/// The reasons with the names of their places, in the order of the form; those about the whole come first.
pub fn pinned(reasons: &[Reason], application: &Draft) -> Vec<PinnedReason> {
    let position = |place: &Place| {
        let section = place.section().outer.unwrap_or(place.section());
        application.form().sections().position(|known| *known == *section)
    };
    let pin = |Reason { path, text }: &Reason| {
        let place = wire::place_in(application, path);
        let name = place.map_or_else(|| "申込全体".to_owned(), |place| application.place_name(&place));
        (place.as_ref().and_then(position), PinnedReason { path: path.clone(), name, text: text.clone() })
    };
    let mut all: Vec<_> = reasons.iter().map(pin).collect();
    all.sort_by_key(|(position, _)| *position);
    all.into_iter().map(|(_, reason)| reason).collect()
}

/// Whether these reasons can go to the applicant: there are some, each says something, and each place exists.
pub fn are_sound(reasons: &[Reason], application: &Draft) -> bool {
    let is_sound = |reason: &Reason| {
        let length = reason.text.trim().chars().count();
        (1..=MOST_CHARACTERS).contains(&length)
            && (reason.path.is_empty() || wire::place_in(application, &reason.path).is_some())
    };
    (1..=MOST).contains(&reasons.len()) && reasons.iter().all(is_sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::{FORM, user_codes};
    use crate::form::RowId;

    #[test]
    fn reasons_stand_at_places_that_exist() {
        let mut draft = Draft::empty(&FORM);
        let (row, inner) = (RowId::from_random(1), RowId::from_random(2));
        draft.add_row(&user_codes::USER_CODES, None, row);
        draft.add_row(&user_codes::ids::IDS, Some(row), inner);
        let reason = |path: &str, text: &str| Reason { path: path.to_owned(), text: text.to_owned() };
        let nested = format!("user_codes.{row}.ids.{inner}.mode");
        for path in ["", "office.name", "user_codes", nested.as_str(), &format!("user_codes.{row}.ids")] {
            assert!(are_sound(&[reason(path, "ご確認ください。")], &draft), "{path}");
        }
        for path in ["office", "office.nothing", "user_codes.zzzzzzzz.system", "lines.00000000.speed", "user_codes.ids"]
        {
            assert!(!are_sound(&[reason(path, "ご確認ください。")], &draft), "{path}");
        }
        let sent = [reason(&nested, "2"), reason("office.name", "1"), reason("", "0")];
        let named = pinned(&sent, &draft).into_iter().map(|pinned| [pinned.text, pinned.name]);
        let wanted = [["0", "申込全体"], ["1", "事業所：事業所名"], ["2", "利用者コード1 ID1：処理方式"]];
        assert_eq!(named.collect::<Vec<_>>(), wanted.map(|pair| pair.map(str::to_owned)));
        assert!(!are_sound(&[], &draft));
        assert!(!are_sound(&[reason("", "　\n")], &draft));
        assert!(!are_sound(&[reason("", &"あ".repeat(501))], &draft));
    }
}
