//! Sentences: several lines and a counter that counts as core counts.

use leptos::prelude::*;
use nss_core::form::At;

use super::typed_field::TypedField;
use crate::component::live;
use crate::draft::use_draft;

/// The counter is announced from this many characters before the limit.
const NEAR: usize = 20;

/// Several lines with a counter.
#[component]
pub fn LongTextInput(
    /// The place of the answer.
    at: At,
    /// The most characters.
    most: u32,
) -> impl IntoView {
    let store = use_draft();
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let count = Memo::new(move |_| store.draft.with(|draft| draft.normal(at).chars().count()));
    // The counter is announced when a key or a paste passes a mark (near the limit, at it, beyond it), not at each key
    // (F043).
    let mark = Memo::new(move |_| match count.get() {
        count if count > most => 3,
        count if count == most => 2,
        count => usize::from(count + NEAR >= most),
    });
    Effect::new(move |passed: Option<usize>| {
        let mark = mark.get();
        if passed.is_some_and(|passed| mark > passed) {
            store.notifications.announce(counter(count.get_untracked(), most));
        }
        mark
    });
    let below = view! {
        <div class="app-field__counter" data-state=move || (count.get() > most).then_some("over")>
            {live(move || counter(count.get(), most))}
        </div>
    }
    .into_any();
    view! { <TypedField at=at kind="long_text" multiline=true below=below /> }.into_any()
}

fn counter(count: usize, most: usize) -> String {
    match count.checked_sub(most) {
        Some(over) if over > 0 => format!("{count}／{most}文字（{over}文字超過しています）"),
        _ => format!("{count}／{most}文字"),
    }
}

#[cfg(test)]
mod tests {
    use super::counter;

    #[test]
    fn beyond_the_limit_it_says_by_how_much() {
        assert_eq!(counter(240, 240), "240／240文字");
        assert_eq!(counter(252, 240), "252／240文字（12文字超過しています）");
    }
}
