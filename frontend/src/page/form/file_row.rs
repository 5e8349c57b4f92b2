//! The line of one file: its name and size, its state, its fault, its buttons.

use leptos::prelude::*;
use nss_core::form::{At, Fault, Place, RowId, Section};
use nss_core::value::file_size;

use crate::browser::focus;
use crate::component::{DownloadLink, TextButton, reactive};
use crate::control::PinnedReasons;
use crate::draft::{DraftStore, UploadStage, use_draft};

/// A file of a list.
#[derive(Clone, PartialEq)]
pub struct FileLine {
    /// Its row.
    pub row: RowId,
    name: String,
    size: String,
    /// The stage of the upload, until it is attached.
    stage: Option<UploadStage>,
    /// The sentence about it, or empty.
    fault: String,
}

/// The id of the list's heading, which takes the focus from a removed file.
pub fn heading_id(list: &Section) -> String {
    format!("{}-title", list.key)
}

/// Attached files in the order of the draft, then the uploads.
pub fn file_lines(store: DraftStore, list: &'static Section) -> Vec<FileLine> {
    let mut lines = Vec::new();
    let [name, size] = list.fields else { return lines };
    let uploads = store.uploads.get();
    for row in store.row_ids(list, None) {
        if uploads.iter().any(|upload| upload.row == row) {
            continue;
        }
        let [name, size] = [name, size].map(|field| At::row(field, row));
        let faults = [name, size].map(|at| store.shown_faults(Place::Answer(at)));
        let fault = faults.iter().flatten().map(Fault::message).collect();
        let size = file_size::display(&store.text(size));
        lines.push(FileLine { row, name: store.text(name), size, stage: None, fault });
    }
    for upload in uploads.into_iter().filter(|upload| *upload.list == *list) {
        let fault = match &upload.stage {
            UploadStage::Failed(text) | UploadStage::Refused(text) => text.clone(),
            _ => String::new(),
        };
        let size = file_size::format_size(upload.size);
        lines.push(FileLine { row: upload.row, name: upload.name, size, stage: Some(upload.stage), fault });
    }
    lines
}

/// The line of a file.
#[component]
pub fn FileRow(
    /// The list.
    list: &'static Section,
    /// The row.
    row: RowId,
    /// The lines of the list.
    lines: Memo<Vec<FileLine>>,
) -> impl IntoView {
    let store = use_draft();
    let line = Memo::new(move |before: Option<&Option<FileLine>>| {
        let found = lines.with(|lines| lines.iter().find(|line| line.row == row).cloned());
        // The line of a file that is gone stays as it was until the list drops it.
        found.or_else(|| before.cloned().flatten())
    });
    // The error summary links to the name: its id is the path of the answer.
    let name = list.fields.first().map(|name| At::row(name, row));
    let id = name.map_or_else(String::new, |name| name.path());
    let reasons = name.map(|at| view! { <PinnedReasons place=Place::Answer(at) /> }.into_any());
    let is_drawn = StoredValue::new(false);
    let content = move || {
        if is_drawn.get_value() {
            keep_focus(&id);
        }
        is_drawn.set_value(true);
        line.get().map(|line| content(store, list, &id, line))
    };
    view! { <li class="app-files__item">{reasons} {reactive(content)}</li> }.into_any()
}

/// The line is about to be drawn again: the element that has the focus takes it again; if it goes, the name does.
fn keep_focus(id: &str) {
    let focused = focus::focused_id();
    if focused.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        focus::focus_soon(id);
        focus::focus_soon(&focused);
    }
}

fn content(store: DraftStore, list: &'static Section, id: &str, line: FileLine) -> AnyView {
    let FileLine { row, name, size, stage, fault } = line;
    let faults_id = format!("{id}-faults");
    let name_view = if stage.is_some() {
        view! {
            <span tabindex="-1" id=id.to_owned() aria-describedby=faults_id.clone()>
                {name.clone()}
            </span>
        }
        .into_any()
    } else {
        let href = format!("{}/{row}", store.files_url());
        view! { <DownloadLink href=href label=name.clone() id=id described_by=faults_id.clone() /> }.into_any()
    };
    let action = |label: &'static str, press: Callback<()>| {
        let file = format!("：{name}");
        view! {
            <TextButton label=label id=format!("{id}/{label}") on_press=press>
                <span class="app-visually-hidden">{file}</span>
            </TextButton>
        }
        .into_any()
    };
    let cancel = Callback::new(move |()| {
        store.cancel_upload(row);
        focus::focus_soon(list.key);
    });
    let remove = Callback::new(move |()| {
        store.remove_row(list, None, row);
        focus::focus_soon(&heading_id(list));
    });
    let retry = Callback::new(move |()| store.retry_upload(row));
    let state = match stage {
        None => {
            let status = fault.is_empty().then(|| status("done", "添付済み"));
            view! { {status} {action("削除", remove)} }.into_any()
        }
        Some(UploadStage::Waiting) => view! { {status("todo", "送信待ち")} {action("中止", cancel)} }.into_any(),
        Some(UploadStage::Sending) => {
            view! { {progress(store, &name)} {status("doing", "送信中")} {action("中止", cancel)} }.into_any()
        }
        Some(UploadStage::Failed(_)) => view! { {action("もう一度送る", retry)} {action("中止", cancel)} }.into_any(),
        Some(UploadStage::Refused(_)) => action("閉じる", cancel),
    };
    let fault = (!fault.is_empty()).then(|| {
        view! {
            <div class="app-field__error">
                "＊"
                {fault}
            </div>
        }
        .into_any()
    });
    view! {
        <span class="app-files__name" translate="no">
            {name_view}
        </span>
        <span class="app-files__size">{size}</span>
        {state}
        <div class="app-files__faults" id=faults_id>
            {fault}
        </div>
    }
    .into_any()
}

/// The sent share. Only the start and the end are announced.
fn progress(store: DraftStore, name: &str) -> AnyView {
    view! {
        <progress
            class="app-files__progress"
            max="100"
            aria-label=format!("「{name}」の送信")
            value=move || store.upload_percent.get().to_string()
        ></progress>
    }
    .into_any()
}

fn status(state: &'static str, text: &'static str) -> AnyView {
    view! {
        <span class="app-status" data-state=state>
            {text}
        </span>
    }
    .into_any()
}
