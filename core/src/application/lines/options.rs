//! The option menu as offers of the line's fields.

use super::{ACCESS, HOURS, PING, REDUNDANCY, SPARE_ROUTER, SPEED};
use crate::form::{Field, Offer, Scope, Violation, WayOut};
use crate::option_menu::{self, ALL_HOURS, Line, Menu, Verdict};

/// The field of each option.
pub static MENU: [(Menu, &Field); 3] =
    [(Menu::Redundancy, &REDUNDANCY), (Menu::SpareRouter, &SPARE_ROUTER), (Menu::PingMonitoring, &PING)];

/// The option of a field.
pub fn menu_of(field: &'static Field) -> Option<Menu> {
    MENU.iter().find(|(_, known)| *known == field).map(|(menu, _)| *menu)
}

pub(super) fn redundancy(scope: &Scope, choice: &'static str) -> Offer {
    offer(Menu::Redundancy, scope, choice)
}

pub(super) fn spare_router(scope: &Scope, choice: &'static str) -> Offer {
    offer(Menu::SpareRouter, scope, choice)
}

pub(super) fn ping(scope: &Scope, choice: &'static str) -> Offer {
    offer(Menu::PingMonitoring, scope, choice)
}

fn offer(menu: Menu, scope: &Scope, choice: &'static str) -> Offer {
    let line = Line::of(scope.code(&ACCESS), scope.code(&SPEED));
    let redundancy = scope.is(&REDUNDANCY, "yes");
    let verdict = option_menu::verdict(menu, line, scope.code(&HOURS), redundancy);
    let yes = choice == "yes";
    match verdict {
        Verdict::Hours if yes => Offer::Refused(Violation::new(&option_menu::NEEDS_ALL_HOURS)),
        Verdict::Line(line) if yes => {
            Offer::Refused(Violation::new(&option_menu::NOT_ON_THIS_LINE).with("line", line.label()))
        }
        Verdict::Redundancy if yes => Offer::Refused(Violation::new(&option_menu::NOT_WITH_REDUNDANCY)),
        Verdict::Redundancy => Offer::Bundled(Violation::new(&option_menu::NOT_WITH_REDUNDANCY)),
        Verdict::Bundled if yes => Offer::Bundled(Violation::new(&option_menu::COMES_WITH_REDUNDANCY)),
        Verdict::Bundled => Offer::Refused(Violation::new(&option_menu::COMES_WITH_REDUNDANCY)),
        _ => Offer::Free,
    }
}

/// 24時間365日; no 冗長化; a leased line of 1 Mbps; and combinations of these.
pub(super) fn ways_out(scope: &Scope, _: &'static str) -> Vec<WayOut> {
    let hours = |way: WayOut| way.and(scope.place(&HOURS), ALL_HOURS);
    let alone = |way: WayOut| way.and(scope.place(&REDUNDANCY), "no");
    let leased = |way: WayOut| way.and(scope.place(&ACCESS), "leased").and(scope.place(&SPEED), "1");
    let new = WayOut::default;
    vec![
        hours(new()),
        alone(new()),
        leased(new()),
        leased(hours(new())),
        alone(hours(new())),
        alone(leased(hours(new()))),
    ]
}
