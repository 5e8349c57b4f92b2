//! The text of a chosen file, in the encodings in which spreadsheets save.

use js_sys::Object;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, TextDecoder, TextDecoderOptions};

/// The encodings, in the order in which they are tried: Excel saves CSV in シフトJIS unless it is told otherwise.
const ENCODINGS: [&str; 2] = ["utf-8", "shift_jis"];
/// The sentence for a file that cannot be read: it was renamed, deleted or saved anew.
const CHANGED: &str = "ファイルを読み取れません。もう一度選択してください。";
/// The sentence for a file in another encoding.
const UNKNOWN: &str = "ファイルの文字を読み取れません。CSV（UTF-8またはシフトJIS）で保存してください。";

/// Reads a file as text. The error is a sentence for its owner.
pub async fn read(file: &File) -> Result<String, String> {
    let bytes: Object = JsFuture::from(file.array_buffer()).await.map_err(|_| CHANGED)?.into();
    let decoded = ENCODINGS.into_iter().find_map(|encoding| {
        let options = TextDecoderOptions::new();
        options.set_fatal(true);
        let decoder = TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
        decoder.decode_with_buffer_source(&bytes).ok()
    });
    decoded.ok_or_else(|| UNKNOWN.to_owned())
}
