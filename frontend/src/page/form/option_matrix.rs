//! 接続種別等によるオプションメニュー利用可否表, drawn from the table that refuses; the line's own column is marked (N-160 … N-162).

use leptos::prelude::*;
use nss_core::application::lines::{self, ACCESS, SPEED};
use nss_core::form::At;
use nss_core::option_menu::{AVAILABLE, Line, Menu};

use crate::component::reactive;
use crate::draft::use_draft;

/// The table for the line in whose row `at` stands.
#[component]
pub fn OptionMatrix(
    /// The place of an answer of the line.
    at: At,
) -> impl IntoView {
    let store = use_draft();
    let own = Memo::new(move |_| {
        store.draft.with(|draft| Line::of(&draft.normal(at.beside(&ACCESS)), &draft.normal(at.beside(&SPEED))))
    });
    let head = Line::ALL.map(|line| {
        let note = move || {
            (own.get() == Some(line)).then(|| view! { <span class="app-matrix__note">"この回線"</span> }.into_any())
        };
        view! {
            <th scope="col" aria-current=move || current(own, line)>
                {line.label()}
                {reactive(note)}
            </th>
        }
        .into_any()
    });
    let row = |(menu, available): &'static (Menu, [bool; 3])| {
        let name = lines::MENU.iter().find(|(known, _)| known == menu).map_or("", |(_, field)| field.label);
        let cells = Line::ALL.into_iter().zip(available).map(|(line, available)| cell(own, *menu, line, *available));
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells.collect_view()}
            </tr>
        }
        .into_any()
    };
    view! {
        <table class="app-matrix">
            <caption>"オプションメニュー利用可否（保守時間帯が「24時間365日」の場合）"</caption>
            <thead>
                <tr>
                    <th scope="col">"オプション"</th>
                    {head.collect_view()}
                </tr>
            </thead>
            <tbody>{AVAILABLE.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn cell(own: Memo<Option<Line>>, menu: Menu, line: Line, is_available: bool) -> AnyView {
    let (value, sign, text) =
        if is_available { ("yes", "○", "申し込めます") } else { ("no", "×", "申し込めません") };
    view! {
        <td data-value=value aria-current=move || current(own, line)>
            <span aria-hidden="true">{sign}</span>
            <span class="app-visually-hidden">{text}</span>
            {note(menu, line).map(|text| view! { <span class="app-matrix__note">{text}</span> }.into_any())}
        </td>
    }
    .into_any()
}

/// The mark of the line's own column.
fn current(own: Memo<Option<Line>>, line: Line) -> Option<&'static str> {
    (own.get() == Some(line)).then_some("true")
}

/// The footnotes of the table.
fn note(menu: Menu, line: Line) -> Option<&'static str> {
    match (menu, line) {
        (Menu::SpareRouter, Line::One) => Some("冗長化申込時は申込不可です"),
        (Menu::PingMonitoring, Line::One) => Some("冗長化に付帯されます"),
        _ => None,
    }
}
