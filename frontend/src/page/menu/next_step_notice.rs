//! The next step of an applicant, and its last day.

use leptos::prelude::*;
use nss_core::review::next_step::NextStep;

use crate::component::Notice;
use crate::date_format;

/// The step as a notice: a warning if the applicant has something to do.
#[component]
pub fn NextStepNotice(
    /// The step.
    step: NextStep,
) -> impl IntoView {
    let NextStep { is_to_do, text, until } = step;
    let label = if is_to_do { "期限" } else { "予定日" };
    let until = until.map(|day| {
        view! { <p class="app-notice__until">{format!("{label}：{}", date_format::date(day))}</p> }.into_any()
    });
    view! {
        <Notice variant=if is_to_do { "warning" } else { "info" } text=text>
            {until}
        </Notice>
    }
    .into_any()
}
