//! `PUT /api/drafts/{id}/files/{list}/{row}`: the upload of a file. `fetch` reports no progress, so this is an
//! `XMLHttpRequest`.

use std::rc::Rc;

use js_sys::encode_uri_component;
use nss_core::api::{FILE_NAME_HEADER, FileStored, GUARD_HEADER, NOW_HEADER};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, ProgressEvent, XmlHttpRequest};

use super::client::problem;
use super::{ApiError, ServerClock};
use crate::browser::task::spawn_local;

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
    let (answered, chosen, on_end) = (request.clone(), file.clone(), Rc::new(on_end));
    let end = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if event.type_() == "load" {
            on_end(read(clock, &answered));
        } else {
            let (chosen, on_end) = (chosen.clone(), Rc::clone(&on_end));
            spawn_local(async move { on_end(Err(cause(&chosen).await)) });
        }
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

/// Why a file did not go out. The browser reads no file that was changed since it was chosen, and says of the request only that
/// it failed.
async fn cause(file: &File) -> ApiError {
    let Ok(first) = file.slice_with_i32_and_i32(0, 1) else { return ApiError::Offline };
    JsFuture::from(first.array_buffer()).await.map_or(ApiError::FileChanged, |_| ApiError::Offline)
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
