//! All 144 combinations of the option menu against the table of the manual (N-160 … N-162, V-09, F051).

use nss_core::application::{FORM, connection, lines};
use nss_core::form::{At, Draft, Field, Offer, RowId, Withdrawn, check, offer, settle, undo, way_out};
use nss_core::value::date;

const LINES: [(&str, &str); 6] =
    [("leased", "0.5"), ("leased", "1"), ("leased", "3"), ("leased", "5"), ("leased", "10"), ("broadband", "")];
const HOURS: [&str; 3] = ["weekdays", "daily", "always"];

fn draft_of((access, speed): (&str, &str), hours: &str, options: [bool; 3]) -> (Draft, RowId) {
    let mut draft = Draft::empty(&FORM);
    let row = RowId::from_random(7);
    draft.set(At::once(&connection::KIND), "new_line");
    draft.add_row(&lines::LINES, None, row);
    for (field, value) in [(&lines::ACCESS, access), (&lines::SPEED, speed), (&lines::HOURS, hours)] {
        draft.set(At::row(field, row), value);
    }
    for (field, chosen) in [&lines::REDUNDANCY, &lines::SPARE_ROUTER, &lines::PING].into_iter().zip(options) {
        draft.set(At::row(field, row), if chosen { "yes" } else { "no" });
    }
    (draft, row)
}

fn is_allowed(draft: &Draft) -> bool {
    let today = date::parse("2026-11-21").expect("a day");
    check(draft, today).iter().all(|fault| !fault.code().starts_with("option."))
}

/// The manual's page, written out by hand: the sets of {冗長化, 予備機, Ping} that it allows.
fn expected((access, speed): (&str, &str), hours: &str) -> Vec<[bool; 3]> {
    const NONE: [bool; 3] = [false, false, false];
    const SPARE: [bool; 3] = [false, true, false];
    const PING: [bool; 3] = [false, false, true];
    const SPARE_AND_PING: [bool; 3] = [false, true, true];
    const REDUNDANCY_WITH_PING: [bool; 3] = [true, false, true];
    match (hours, access, speed) {
        ("always", "leased", "0.5") => vec![NONE, SPARE, PING, SPARE_AND_PING],
        ("always", "leased", _) => vec![NONE, SPARE, PING, SPARE_AND_PING, REDUNDANCY_WITH_PING],
        ("always", "broadband", _) => vec![NONE, SPARE],
        _ => vec![NONE],
    }
}

#[test]
fn of_144_combinations_38_are_allowed_and_they_are_the_manuals() {
    let mut allowed = 0;
    for line in LINES {
        for hours in HOURS {
            for set in 0..8 {
                let options = [set & 1 != 0, set & 2 != 0, set & 4 != 0];
                let (draft, _) = draft_of(line, hours, options);
                assert_eq!(
                    is_allowed(&draft),
                    expected(line, hours).contains(&options),
                    "{line:?} {hours} {options:?}"
                );
                allowed += usize::from(is_allowed(&draft));
            }
        }
    }
    assert_eq!(allowed, 38);
}

/// The changes, as the page tells them.
fn changes(withdrawn: &[Withdrawn]) -> Vec<String> {
    let words = |change: &Withdrawn| {
        let Field { label, kind, .. } = change.at.field;
        format!("{label} {} → {}", kind.display(&change.was), kind.display(&change.now))
    };
    withdrawn.iter().map(words).collect()
}

#[test]
fn redundancy_brings_ping_and_refuses_the_spare_router_and_undo_puts_both_back() {
    let (mut draft, row) = draft_of(("leased", "1"), "always", [false, true, false]);
    let before = draft.clone();
    draft.set(At::row(&lines::REDUNDANCY, row), "yes");
    let withdrawn = settle(&mut draft, Some(At::row(&lines::REDUNDANCY, row)));
    assert_eq!(changes(&withdrawn), ["予備機設置 要 → 否", "Ping監視 否 → 要"]);
    assert!(matches!(offer(&draft, At::row(&lines::PING, row), "no"), Offer::Refused(_)));
    assert!(matches!(offer(&draft, At::row(&lines::SPARE_ROUTER, row), "yes"), Offer::Refused(_)));
    undo(&mut draft, &withdrawn);
    draft.set(At::row(&lines::REDUNDANCY, row), "no");
    assert_eq!(draft, before);
}

#[test]
fn answers_that_redundancy_brought_go_with_it_and_the_notice_says_so() {
    let (mut draft, row) = draft_of(("leased", "1"), "always", [false, true, false]);
    for (field, ends_with, told) in [
        (&lines::REDUNDANCY, "no", &["予備機設置 否 → 要", "Ping監視 要 → 否"][..]),
        (&lines::SPEED, "0.5", &["冗長化 要 → 否", "予備機設置 否 → 要", "Ping監視 要 → 否"]),
        (&lines::HOURS, "daily", &["冗長化 要 → 否", "Ping監視 要 → 否"]),
    ] {
        for (field, value) in [(&lines::SPEED, "1"), (&lines::HOURS, "always"), (&lines::REDUNDANCY, "yes")] {
            draft.set(At::row(field, row), value);
            settle(&mut draft, Some(At::row(field, row)));
        }
        draft.set(At::row(field, row), ends_with);
        let withdrawn = settle(&mut draft, Some(At::row(field, row)));
        assert_eq!(changes(&withdrawn), told, "{field:?}");
        assert_eq!(draft.normal(At::row(&lines::PING, row)), "no");
        assert!(is_allowed(&draft), "{field:?}");
    }
}

#[test]
fn ping_that_was_asked_for_stays_when_redundancy_goes() {
    let (mut draft, row) = draft_of(("leased", "1"), "always", [false, false, true]);
    for redundancy in ["yes", "no"] {
        draft.set(At::row(&lines::REDUNDANCY, row), redundancy);
        assert_eq!(settle(&mut draft, Some(At::row(&lines::REDUNDANCY, row))), []);
    }
    assert_eq!(draft.get(At::row(&lines::PING, row)), "yes");
}

#[test]
fn a_change_of_the_line_says_what_it_withdrew() {
    let (mut draft, row) = draft_of(("leased", "1"), "always", [true, false, true]);
    draft.set(At::row(&lines::ACCESS, row), "broadband");
    let withdrawn = settle(&mut draft, Some(At::row(&lines::ACCESS, row)));
    let fields: Vec<_> = withdrawn.iter().map(|change| change.at.field.key).collect();
    assert_eq!(fields, ["redundancy", "ping"]);
    assert!(withdrawn.iter().all(|change| change.message().contains("ブロードバンド")));
}

#[test]
fn a_way_out_of_several_steps_reads_as_one_sentence() {
    let (draft, row) = draft_of(("broadband", ""), "always", [false, false, false]);
    let out = way_out(&draft, At::row(&lines::PING, row), "yes").expect("a way out");
    assert_eq!(
        out.message(&draft, &lines::REDUNDANCY),
        "回線1の「回線種別」を「専用線接続」にし、「速度」を「1 Mbps」にすると選べます。"
    );
}
