//! The day for which a contract is shown.

use chrono::NaiveDate;
use leptos::prelude::*;
use nss_core::value::date;

use crate::component::{Actions, reactive};
use crate::paths;

/// The label of the day.
const LABEL: &str = "確認する日";

/// A day, or the sentence of what was typed instead.
pub type Day = Result<NaiveDate, String>;

/// The day, as a form that the router opens as a URL.
#[component]
pub fn DayForm(
    /// Identity and 事業所コード of each contract of the account.
    offices: Vec<(String, String)>,
    /// The contract that is shown.
    id: Memo<Option<String>>,
    /// The text in the URL.
    typed: Memo<String>,
    /// The day of it.
    day: Memo<Day>,
) -> impl IntoView {
    let text = move || day.with(|day| day.as_ref().map(|day| date::on_screen(&date::write(*day)).into_owned()).ok());
    let is_wrong = Memo::new(move |_| day.with(Result::is_err));
    let below = move || match day.get() {
        Ok(day) => view! { <div class="app-field__echo">{date::long_form(day)}</div> }.into_any(),
        Err(sentence) => view! { <div class="app-field__error">"＊" {sentence}</div> }.into_any(),
    };
    let is_one_of_several = offices.len() > 1;
    let option = |(id_of_option, office): (String, String)| {
        let is_shown = id.with_untracked(|id| id.as_ref() == Some(&id_of_option));
        view! { <option value=id_of_option selected=is_shown>{office}</option> }.into_any()
    };
    let options = offices.into_iter().map(option).collect_view();
    let office = is_one_of_several.then(|| {
        view! {
            <div class="app-field">
                <label class="app-field__label" for="contract">"事業所コード"</label>
                <span class="app-select">
                    <select class="app-input" id="contract" name="contract" translate="no">{options}</select>
                </span>
            </div>
        }
        .into_any()
    });
    view! {
        <form class="app-form app-no-print" method="get" action=paths::CONTRACT novalidate=true>
            {office}
            <div class="app-field" data-kind="date" data-state=move || is_wrong.get().then_some("error")>
                <label class="app-field__label" for="on">{LABEL}</label>
                <div class="app-field__hint" id="on-hint">
                    "この日に適用される契約の内容を表示します（例：20270401）。"
                </div>
                <input
                    class="app-input"
                    id="on"
                    name="on"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby="on-hint on-below"
                    aria-invalid=move || is_wrong.get().then_some("true")
                    prop:value=move || text().unwrap_or_else(|| typed.get())
                />
                <div id="on-below" role="status">{reactive(below)}</div>
            </div>
            <Actions>
                <button class="app-button" type="submit">"表示する"</button>
            </Actions>
        </form>
    }
    .into_any()
}

/// The day that was typed, in any usual way of writing; today if nothing was.
pub fn chosen_day(typed: &str, today: NaiveDate) -> Day {
    let normal = date::normalise(typed);
    if normal.is_empty() {
        return Ok(today);
    }
    let sentence = || date::check(&normal).map(|violation| violation.sentence(LABEL)).unwrap_or_default();
    date::parse(&normal).ok_or_else(sentence)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::chosen_day;

    #[test]
    fn a_day_is_read_in_any_usual_way_and_nothing_is_today() {
        let day = |month, day| NaiveDate::from_ymd_opt(2027, month, day).unwrap();
        let today = day(1, 15);
        for (typed, wanted) in [
            ("", today),
            ("　", today),
            ("20270401", day(4, 1)),
            ("2027-04-01", day(4, 1)),
            ("令和9年4月1日", day(4, 1)),
        ] {
            assert_eq!(chosen_day(typed, today), Ok(wanted), "{typed}");
        }
        let wrong = chosen_day("2027/2/30", today).unwrap_err();
        assert!(wrong.starts_with("確認する日の日を確かめてください。"), "{wrong}");
    }
}
