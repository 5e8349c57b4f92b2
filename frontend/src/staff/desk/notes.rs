//! 内部メモ: no applicant sees them.

use leptos::prelude::*;
use nss_core::api::desk::{NewNote, Note};

use super::use_desk;
use crate::component::{Actions, ErrorNotice, Form, SubmitButton, action_error, page_action, reactive};
use crate::date_format;

/// The notes, the oldest first, and a box for another one.
#[component]
pub fn Notes() -> impl IntoView {
    let desk = use_desk();
    let text = RwSignal::new(String::new());
    let add = page_action(move || {
        let note = NewNote { text: text.get_untracked() };
        async move {
            if note.text.trim().is_empty() {
                return Err("メモの内容を入力してください。".to_owned());
            }
            let noted = desk.api().add_note(&desk.id(), &note).await.map_err(|error| error.message())?;
            desk.take(noted);
            // Words typed while the note was on its way stay.
            if text.get_untracked() == note.text {
                text.set(String::new());
            }
            Ok(())
        }
    });
    let submit = move || {
        if !add.pending().get_untracked() {
            add.dispatch(());
        }
    };
    let notes = Memo::new(move |_| desk.application().with(|application| application.notes.clone()));
    view! {
        <section class="app-section">
            <h2 class="app-section__title">"内部メモ"</h2>
            <ul class="app-history">{reactive(move || notes.get().into_iter().map(note_line).collect_view())}</ul>
            <ErrorNotice message=action_error(add)/>
            <Form on_submit=submit>
                <div class="app-field">
                    <label class="app-field__label" for="note">"メモ（申込者には表示されません）"</label>
                    <textarea
                        class="app-input"
                        id="note"
                        rows="3"
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </div>
                <Actions>
                    <SubmitButton label="メモを残す" pending=add.pending()/>
                </Actions>
            </Form>
        </section>
    }
    .into_any()
}

fn note_line(note: Note) -> AnyView {
    view! {
        <li>
            <p>{format!("{}　{}", date_format::date_time_with_year(&note.at), note.name)}</p>
            <p class="app-prose__lines">{note.text}</p>
        </li>
    }
    .into_any()
}
