//! A channel between the tabs of one browser; a message is one byte.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of the channel.
const NAME: &str = "nss";

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
}

/// Sends a message to the other tabs.
pub fn post(message: u8) {
    CHANNEL.with(|channel| {
        let _ = channel.as_ref().map(|channel| channel.post_message(&message.into()));
    });
}

/// Calls `receive` for each message of the other tabs, as long as the page stands.
pub fn listen(receive: impl Fn(u8) + 'static) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "only bytes are posted")]
    let receive = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = event.data().as_f64() {
            receive(message as u8);
        }
    });
    let receive = receive.into_js_value();
    CHANNEL.with(|channel| {
        let _ = channel.as_ref().map(|channel| channel.set_onmessage(Some(receive.unchecked_ref())));
    });
}
