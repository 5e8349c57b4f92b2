//! 接続種別等によるオプションメニュー利用可否表, drawn from the table that refuses; the line's own column is marked (N-160 … N-162).

use nss_core::application::lines::{self, ACCESS, SPEED};
use nss_core::form::At;
use nss_core::option_menu::{AVAILABLE, Line, Menu};

use crate::desk::Desk;
use crate::signal::Derived;
use crate::view::{El, el};

/// The table as it is for the line in whose row `at` stands.
pub(super) fn draw(desk: Desk, at: At) -> El {
    let own = Derived::new(move || {
        desk.draft.with(|draft| Line::of(&draft.normal(at.beside(&ACCESS)), &draft.normal(at.beside(&SPEED))))
    });
    let cell = move |tag: &str, line: Line| {
        el(tag, "").bind("aria-current", move || (own.get() == Some(line)).then(|| "true".to_owned()))
    };
    let head = Line::ALL.map(|line| {
        cell("th", line)
            .set("scope", "col")
            .text(line.words())
            .part(move || (own.get() == Some(line)).then(|| el("span", "app-matrix__note").text("この回線")))
    });
    let rows = AVAILABLE.iter().map(|(menu, available)| {
        let name = lines::MENU.iter().find(|(known, _)| known == menu).map_or("", |(_, field)| field.label);
        let cells = Line::ALL.into_iter().zip(available).map(|(line, available)| {
            let (value, sign, words) =
                if *available { ("yes", "○", "申し込めます") } else { ("no", "×", "申し込めません") };
            cell("td", line)
                .set("data-value", value)
                .add(el("span", "").set("aria-hidden", "true").text(sign))
                .add(el("span", "app-visually-hidden").text(words))
                .all(note(*menu, line).map(|words| el("span", "app-matrix__note").text(words)))
        });
        el("tr", "").add(el("th", "").set("scope", "row").text(name)).all(cells)
    });
    el("table", "app-matrix")
        .add(el("caption", "").text("オプションメニュー利用可否（保守時間帯が「24時間365日」の場合）"))
        .add(el("thead", "").add(el("tr", "").add(el("th", "").set("scope", "col").text("オプション")).all(head)))
        .add(el("tbody", "").all(rows))
}

/// The footnotes of the table.
fn note(menu: Menu, line: Line) -> Option<&'static str> {
    match (menu, line) {
        (Menu::SpareRouter, Line::One) => Some("冗長化申込時は申込不可です"),
        (Menu::PingMonitoring, Line::One) => Some("冗長化に付帯されます"),
        _ => None,
    }
}
