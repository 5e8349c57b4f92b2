//! What the tabs of one browser tell each other: that something was saved, opened, registered, or that one has logged out.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::dom::run;
use crate::here::Here;

/// One word on the channel.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Word {
    /// The server has something newer.
    Saved,
    /// A tab has opened the draft; those that have it too answer.
    Opened,
    /// The answer.
    HereToo,
    /// Whatever is not saved yet is to be saved: one is about to log out.
    Save,
    /// One has logged out.
    Left,
    /// One has logged in, or registered.
    Look,
}

const WORDS: [Word; 6] = [Word::Saved, Word::Opened, Word::HereToo, Word::Save, Word::Left, Word::Look];

const NAME: &str = "nss";
/// Who opens the draft second is told (F015).
const SECOND: &str = "この申込は、別のタブかウィンドウでも開いています。どちらで入力しても、内容は自動で合わせます。";
const LEFT: &str = "別のタブでログアウトしました。";

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
    /// Whether this tab has just opened the draft and nobody has answered.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Tells the other tabs.
pub(crate) fn tell(word: Word) {
    if word == Word::Opened {
        ASKED.set(true);
    }
    CHANNEL.with(|channel| {
        let _ = channel.as_ref().map(|channel| channel.post_message(&(word as u8).into()));
    });
}

/// Hears the other tabs from now on.
pub(crate) fn listen(here: Here) {
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let word = event.data().as_f64();
        if let Some(word) = WORDS.into_iter().find(|known| word == Some(f64::from(*known as u8))) {
            heard(here, word);
        }
    });
    let hear = hear.into_js_value();
    CHANNEL.with(|channel| {
        let _ = channel.as_ref().map(|channel| channel.set_onmessage(Some(hear.unchecked_ref())));
    });
}

fn heard(here: Here, word: Word) {
    let desk = here.desk.get_untracked();
    match (word, desk) {
        (Word::Saved, Some(desk)) => run(desk.refresh()),
        (Word::Opened, Some(desk)) => {
            desk.keep_again();
            tell(Word::HereToo);
        }
        (Word::HereToo, Some(_)) if ASKED.take() => here.tell(SECOND, None),
        (Word::Save, Some(desk)) => desk.save_soon(),
        (Word::Left, desk) => {
            if let Some(desk) = desk {
                desk.close();
                here.desk.set(None);
                here.tell(LEFT, None);
            }
            here.ask();
        }
        (Word::Look, Some(desk)) => run(desk.look()),
        (Word::Look, None) => here.ask(),
        _ => {}
    }
}
