//! `PUT /api/drafts/{id}/files/{list}/{row}`: the upload of a file. `fetch` reports no progress, so this is an
//! `XMLHttpRequest`.

use js_sys::encode_uri_component;
use nss_core::api::{FILE_NAME_HEADER, FileStored, GUARD_HEADER, NOW_HEADER};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, ProgressEvent, XmlHttpRequest};

use super::client::problem;
use super::{ApiError, ServerClock};

/// Sends a file under a name. `on_progress` gets the sent share in per cent; `on_end` gets the revision of the draft that has
/// the file's row, or the error. After `abort` neither is called.
pub fn upload(
    clock: ServerClock,
    url: &str,
    name: &str,
    file: &File,
    on_progress: impl Fn(u32) + 'static,
    on_end: impl Fn(Result<u32, ApiError>) + 'static,
) -> Option<XmlHttpRequest> {
    let request = XmlHttpRequest::new().ok()?;
    let answered = request.clone();
    let end = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        on_end(if event.type_() == "load" { read(clock, &answered) } else { Err(ApiError::Offline) });
    });
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| on_progress(per_cent(&event)));
    let (end, progress) = (end.into_js_value(), progress.into_js_value());
    let send = || -> Result<(), JsValue> {
        request.open("PUT", url)?;
        request.set_request_header(GUARD_HEADER, "1")?;
        request.set_request_header(FILE_NAME_HEADER, &String::from(encode_uri_component(name)))?;
        request.set_request_header("content-type", "application/octet-stream")?;
        request.upload()?.set_onprogress(Some(progress.unchecked_ref()));
        request.set_onload(Some(end.unchecked_ref()));
        request.set_onerror(Some(end.unchecked_ref()));
        request.send_with_opt_blob(Some(file))
    };
    send().ok().map(|()| request)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a whole, per cent")]
fn per_cent(event: &ProgressEvent) -> u32 {
    if event.total() > 0.0 { (event.loaded() / event.total() * 100.0) as u32 } else { 100 }
}

fn read(clock: ServerClock, request: &XmlHttpRequest) -> Result<u32, ApiError> {
    if let Ok(Some(now)) = request.get_response_header(NOW_HEADER) {
        clock.sync(&now);
    }
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if request.status().is_ok_and(|status| status < 300)
        && let Ok(stored) = serde_json::from_str::<FileStored>(&text)
    {
        return Ok(stored.revision);
    }
    match problem(&text, None) {
        // A reply that is no problem of ours comes from something between server and page.
        ApiError::Unreadable => Err(ApiError::Offline),
        error => Err(error),
    }
}
