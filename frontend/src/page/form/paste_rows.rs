//! Rows from a spreadsheet: pasted into a box, taken as a whole or not at all (F077).

use leptos::html::Textarea;
use leptos::prelude::*;
use nss_core::form::{Page, Section, sheet::columns};

use crate::browser::focus;
use crate::component::{Actions, Button, ErrorNotice};
use crate::draft::use_draft;

/// The box, which opens in place.
#[component]
pub fn PasteRows(
    /// The page.
    page: &'static Page,
    /// The list.
    section: &'static Section,
) -> impl IntoView {
    let store = use_draft();
    let message = RwSignal::new(None::<String>);
    let area = NodeRef::<Textarea>::new();
    let add = move || {
        let Some(area) = area.get_untracked() else { return };
        let added = store.paste_rows(page, section, &area.value());
        if added.is_ok() {
            area.set_value("");
            focus::focus_soon(section.key);
        }
        message.set(added.err());
    };
    let id = format!("{}-sheet", section.key);
    let hint_id = format!("{id}-hint");
    let columns: Vec<&str> = columns(section).map(|field| field.label).collect();
    let inner =
        section.asked_inner().map(|list| format!("{}の列だけの行は、前の行の{}になります。", list.title, list.title));
    view! {
        <details class="app-details">
            <summary>"表計算ソフトから貼り付ける"</summary>
            <div class="app-details__body">
                <p id=hint_id.clone()>
                    "1行が1件です。先頭の行が見出しのときは見出しの順に、ないときは次の順に読み取ります。"
                </p>
                <p>{columns.join("／")}</p>
                {inner.map(|text| view! { <p>{text}</p> }.into_any())}
                <div class="app-field" data-kind="long_text">
                    <label class="app-field__label" for=id.clone()>
                        "コピーした行"
                    </label>
                    <textarea class="app-input" id=id rows="5" aria-describedby=hint_id node_ref=area></textarea>
                </div>
                <ErrorNotice message=message />
                <Actions>
                    <Button label="貼り付けた行を追加する" on_press=add />
                </Actions>
            </div>
        </details>
    }
    .into_any()
}
