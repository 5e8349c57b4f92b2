//! A list of attached files: its rules, the file chooser, and the files (F078 … F086, C-085 … C-090, C-096).

use leptos::prelude::*;
use nss_core::application::diagram;
use nss_core::file::{self, BLANK_FORM, BLANK_FORM_NAME, BLANK_FORM_SIZE};
use nss_core::form::{Fault, Need, Place, Rows, Section};
use nss_core::value::file_size;
use web_sys::HtmlInputElement;

use super::file_row::{FileRow, file_lines, heading_id};
use crate::component::{DownloadLink, RowViews, live};
use crate::control::{FieldFaults, UndoNotice};
use crate::draft::{UndoStep, use_draft};

/// The list with its heading, its help, the file chooser and a line for each file.
#[component]
pub fn FileList(
    /// The list.
    list: &'static Section,
) -> impl IntoView {
    let store = use_draft();
    let Rows::Many { least, most } = list.rows else { return ().into_any() };
    let place = Place::List(list, None);
    let need = if least > 0 { Need::Required } else { Need::Optional };
    let is_removed = move |step: &UndoStep| matches!(step, UndoStep::Removed { section, .. } if *section == list);
    let lines = Memo::new(move |_| file_lines(store, list));
    let has_error = Memo::new(move |_| store.shown_faults(place).iter().any(Fault::blocks));
    let rows = Signal::derive(move || lines.with(|lines| lines.iter().map(|line| line.row).collect::<Vec<_>>()));
    view! {
        <section class="app-section">
            <h2 class="app-section__title" id=heading_id(list) tabindex="-1">
                {list.title}
                " "
                <span class="app-field__need" data-need=(least == 0).then_some("optional")>
                    {need.label()}
                </span>
            </h2>
            <UndoNotice is_meant=is_removed />
            {(list.title == diagram::DIAGRAM.title).then(|| view! { <BlankForm /> }.into_any())}
            <div class="app-field" data-kind="file" data-state=move || has_error.get().then_some("error")>
                <div class="app-field__hint" id=format!("{}-hint", list.key)>
                    {format!("{}{most}件まで添付できます。", file::hint())}
                </div>
                <FileChooser list=list most=most has_error=has_error />
                <FieldFaults place=place />
                <ul class="app-files__list">
                    <RowViews
                        rows=rows
                        draw=move |row| view! { <FileRow list=list row=row lines=lines /> }.into_any()
                    />
                </ul>
            </div>
        </section>
    }
    .into_any()
}

/// The blank form of the システム構成図, with its type and size (F086).
#[component]
fn BlankForm() -> impl IntoView {
    let label = format!("{BLANK_FORM_NAME}（Excel、{}）", file_size::format_size(BLANK_FORM_SIZE));
    view! {
        <p class="app-section__note">
            "ブランクフォームをダウンロードして作成し、ここに添付してください。" <br />
            <DownloadLink href=BLANK_FORM label=label />
        </p>
    }
    .into_any()
}

/// The box that files are dropped on: the input covers it with its button. The text says how many files have room.
#[component]
fn FileChooser(
    /// The list.
    list: &'static Section,
    /// The most files.
    most: u16,
    /// Whether a fault of the list shows.
    has_error: Memo<bool>,
) -> impl IntoView {
    let store = use_draft();
    let id = list.key;
    let room_id = format!("{id}-room");
    let described_by = move || {
        let faults = if has_error.get() { format!(" {id}-faults") } else { String::new() };
        format!("{id}-hint {id}-room{faults}")
    };
    let room = Memo::new(move |_| store.room(list));
    let room = move || match room.get() {
        0 => format!("最大{most}件です。ほかのファイルを添付するときは、先に削除してください。"),
        room => format!("あと{room}件添付できます。ここにファイルをドラッグして添付することもできます。"),
    };
    let attach = move |event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(files) = input.files() {
            store.attach_files(list, (0..files.length()).filter_map(|place| files.get(place)).collect());
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    view! {
        <div class="app-files">
            <label class="app-button" for=id>
                "ファイルを選択"
                <span class="app-visually-hidden">{format!("：{}", list.title)}</span>
            </label>
            <p class="app-files__room" id=room_id>
                {live(room)}
            </p>
            <input
                class="app-files__input"
                type="file"
                multiple=true
                id=id
                accept=file::accept()
                aria-describedby=described_by
                aria-invalid=move || has_error.get().then_some("true")
                on:change=attach
            />
        </div>
    }
    .into_any()
}
