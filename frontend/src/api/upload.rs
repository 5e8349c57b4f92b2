//! `PUT /api/drafts/{id}/files/{list}/{row}`: a file on its way. `fetch` does not say how much was sent, so this is an
//! `XMLHttpRequest`.

use js_sys::encode_uri_component;
use nss_core::api::{FILE_NAME_HEADER, GUARD_HEADER, NOW_HEADER};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, ProgressEvent, XmlHttpRequest};

use super::json::Json;
use super::{Reply, Trouble, shape};
use crate::clock::Clock;

/// Sends a file under a name. `sent` hears how much of it left, per cent; `over` hears the revision of the draft that has its
/// row, or why there is none. After `abort` neither is called.
pub(crate) fn upload(
    clock: Clock,
    url: &str,
    name: &str,
    file: &File,
    sent: Box<dyn Fn(u32)>,
    over: Box<dyn Fn(Reply<u32>)>,
) -> Option<XmlHttpRequest> {
    let request = XmlHttpRequest::new().ok()?;
    let answered = request.clone();
    let end = move |event: Event| {
        let reply = if event.type_() == "load" { read(clock, &answered) } else { Err(Trouble::Offline) };
        over(reply);
    };
    let end = Closure::<dyn Fn(Event)>::new(end).into_js_value();
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| sent(per_cent(&event)));
    let progress = progress.into_js_value();
    let begin = || -> Result<(), JsValue> {
        request.open("PUT", url)?;
        request.set_request_header(GUARD_HEADER, "1")?;
        request.set_request_header(FILE_NAME_HEADER, &String::from(encode_uri_component(name)))?;
        request.set_request_header("content-type", "application/octet-stream")?;
        request.upload()?.set_onprogress(Some(progress.unchecked_ref()));
        request.set_onload(Some(end.unchecked_ref()));
        request.set_onerror(Some(end.unchecked_ref()));
        request.send_with_opt_blob(Some(file))
    };
    begin().ok().map(|()| request)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a whole, per cent")]
fn per_cent(event: &ProgressEvent) -> u32 {
    if event.total() > 0.0 { (event.loaded() / event.total() * 100.0) as u32 } else { 100 }
}

fn read(clock: Clock, request: &XmlHttpRequest) -> Reply<u32> {
    if let Ok(Some(now)) = request.get_response_header(NOW_HEADER) {
        clock.heard(&now);
    }
    let json = request.response_text().ok().flatten().and_then(|text| Json::read(&text));
    let revision = json.as_ref().filter(|_| request.status().is_ok_and(|status| status < 300));
    if let Some(revision) = revision.and_then(|json| json.number("revision")) {
        return Ok(revision);
    }
    // What is no problem of ours comes from something that stands between.
    let problem = json.and_then(|json| shape::problem(&json)).ok_or(Trouble::Offline)?;
    Err(Trouble::Refused(Box::new(problem), None))
}
