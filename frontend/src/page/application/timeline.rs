//! The days of an application as a line, and the same in words.

use chrono::NaiveDate;
use leptos::prelude::*;
use nss_core::form::Draft;
use nss_core::review::milestones::{Milestone, milestones};

use crate::api::use_api;
use crate::date_format;

/// The width of the picture; it scales with its column.
const WIDTH: i64 = 640;
/// The distance between its border and the first and the last day.
const MARGIN: i64 = 16;
/// The least distance of two days: their numbers do not touch.
const GAP: i64 = 30;

/// The picture is for the eye; the list below it has the same numbers and says everything. `registered`: the day of 登録.
pub fn timeline(document: &Draft, registered: NaiveDate) -> AnyView {
    let clock = use_api().clock();
    let today = untrack(|| clock.today());
    let days = milestones(document, registered);
    let dots = places(&days).into_iter().zip(&days).enumerate().map(|(place, (x, milestone))| {
        let state = if milestone.day <= today { "past" } else { "ahead" };
        view! {
            <g class="app-timeline__day" data-state=state>
                <circle cx=x.to_string() cy="20" r="13" />
                <text x=x.to_string() y="25">
                    {(place + 1).to_string()}
                </text>
            </g>
        }
        .into_any()
    });
    let dots: Vec<_> = dots.collect();
    let words = days.into_iter().map(|Milestone { day, name, is_wish }| {
        let note = match (is_wish, day < today) {
            (false, true) => "（済）",
            (false, false) if day == today => "（本日）",
            _ => "",
        };
        view! { <li>{format!("{}　{name}{note}", date_format::date(day))}</li> }.into_any()
    });
    view! {
        <section class="app-section app-timeline">
            <h2 class="app-section__title">"日程"</h2>
            <svg viewBox=format!("0 0 {WIDTH} 40") aria-hidden="true" focusable="false">
                <line x1=MARGIN.to_string() y1="20" x2=(WIDTH - MARGIN).to_string() y2="20" />
                {dots}
            </svg>
            <ol>{words.collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// The places of the days on the line: by their distance in time, moved apart where they would touch.
fn places(days: &[Milestone]) -> Vec<i64> {
    let Some((first, last)) = days.first().zip(days.last()) else { return Vec::new() };
    let length = (last.day - first.day).num_days().max(1);
    let place = |day: NaiveDate| MARGIN + (day - first.day).num_days() * (WIDTH - 2 * MARGIN) / length;
    let mut places: Vec<i64> = days.iter().map(|milestone| place(milestone.day)).collect();
    for index in 1..places.len() {
        places[index] = places[index].max(places[index - 1] + GAP);
    }
    // From the end back, so that none leaves the picture.
    let mut most = WIDTH - MARGIN;
    for place in places.iter_mut().rev() {
        *place = (*place).min(most);
        most = *place - GAP;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(days: &[&str]) -> Vec<i64> {
        let day = |text: &&str| Milestone { day: text.parse().expect("a day"), name: "", is_wish: false };
        places(&days.iter().map(day).collect::<Vec<_>>())
    }

    #[test]
    fn days_stand_by_their_distance_and_do_not_touch() {
        assert_eq!(on(&["2026-11-01", "2026-11-11", "2026-11-21"]), [16, 320, 624]);
        assert_eq!(on(&["2026-11-01", "2026-11-02", "2027-11-01"]), [16, 46, 624]);
        assert_eq!(on(&["2026-11-01", "2027-10-31", "2027-11-01"]), [16, 594, 624]);
        assert_eq!(on(&["2026-11-01"]), [16]);
        assert_eq!(on(&[]), [] as [i64; 0]);
    }
}
