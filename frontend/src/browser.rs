//! The parts of the browser that Leptos has no word for. Raw `web-sys` stands here and in `api`; elsewhere only the types
//! of a file or an element that is passed on.

pub mod address_bar;
pub mod broadcast;
pub mod controls;
pub mod dialog;
pub mod first_picture;
pub mod focus;
pub mod indexed_db;
pub mod pointer_guard;
pub mod session_storage;
pub mod task;
pub mod text_file;
pub mod timer;

use leptos::prelude::window;

/// A random number, for the ids of rows and for the name of a try.
pub fn random() -> u64 {
    let mut bytes = [0; 8];
    // Every browser that runs wasm has `crypto`; a failure leaves zeros, and the server refuses a doubled row id.
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u64::from_le_bytes(bytes)
}
