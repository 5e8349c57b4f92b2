//! Sentences: several lines and a counter that counts as core counts.

use std::cell::Cell;

use nss_core::form::At;

use super::input::{Asks, field};
use crate::desk::Desk;
use crate::signal::{Derived, follow, untrack};
use crate::view::{El, el};

/// How many characters before the limit it is said.
const NEAR: usize = 20;

/// Several lines with a counter.
pub(super) fn control(desk: Desk, at: At, most: u32) -> El {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let count = Derived::new(move || desk.draft.with(|draft| draft.normal(at).chars().count()));
    let counter = el("div", "app-field__counter")
        .bind("data-state", move || (count.get() > most).then(|| "over".to_owned()))
        .words(move || words(count.get(), most));
    // Said when a mark is passed by keys or by a paste: near the limit, at it, beyond it; not at each key (F043).
    let mark = Derived::new(move || match count.get() {
        count if count > most => 3,
        count if count == most => 2,
        count => u8::from(count + NEAR >= most),
    });
    let passed = Cell::new(untrack(|| mark.get()));
    follow(Box::new(move || {
        let mark = mark.get();
        if mark > passed.replace(mark) {
            desk.here.say(words(count.get_untracked(), most));
        }
    }));
    field(desk, at, "long_text", &Asks { lines: true, ..Asks::default() }, Some(counter))
}

fn words(count: usize, most: usize) -> String {
    match count.checked_sub(most) {
        Some(over) if over > 0 => format!("{count}／{most}文字（{over}文字超過しています）"),
        _ => format!("{count}／{most}文字"),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn beyond_the_limit_it_says_by_how_much() {
        assert_eq!(words(240, 240), "240／240文字");
        assert_eq!(words(252, 240), "252／240文字（12文字超過しています）");
    }
}
