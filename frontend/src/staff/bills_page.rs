//! `/staff/bills`: a table of monthly bills is chosen, checked here, and imported whole (C-017).

mod step;

use leptos::prelude::*;
use nss_core::api::bill::BillTable;
use nss_core::bill::{Column, grouped, table};
use web_sys::{File, HtmlInputElement};

use crate::api::{ApiError, use_api};
use crate::browser::task::spawn_local;
use crate::browser::text_file;
use crate::component::{
    Actions, ErrorNotice, Form, Lead, PageLayout, SubmitButton, action_error, live, page_action, reactive,
};
use step::Step;

/// Faults that are listed; after so many a table is not mended by hand.
const MOST_LISTED: usize = 1000;

/// The page.
#[component]
pub fn BillsPage() -> impl IntoView {
    let (api, step) = (use_api(), RwSignal::new(Step::Empty));
    let import = page_action(move || {
        let good = step.with_untracked(Step::good);
        async move {
            let (name, table) = good?;
            match api.import_bills(&BillTable { table }).await {
                Ok(imported) => step.set(Step::Imported(imported)),
                Err(ApiError::Refused { problem, .. }) if !problem.faults.is_empty() => {
                    let detail = problem.detail.clone().unwrap_or_default();
                    step.set(Step::Faulty { name, detail, faults: step::sentences(problem.faults) });
                }
                Err(error) => return Err(error.message()),
            }
            Ok(())
        }
    });
    let submit = move || {
        if !import.pending().get_untracked() {
            import.dispatch(());
        }
    };
    let pending = import.pending();
    let listed = Memo::new(move |_| step.with(|step| step.faults().to_vec()));
    let faults = move || listed.with(|faults| (!faults.is_empty()).then(|| view! { <Faults faults=faults.clone()/> }));
    view! {
        <PageLayout title="請求の取込">
            <Lead>
                "月ごとの請求を、表計算ソフトで保存した表（CSV）から取り込みます。確認が必要な行が1つでもあれば、1件も取り込みません。\
                同じ事業所の同じ月をもう一度取り込むと、訂正になります。"
            </Lead>
            <ErrorNotice message=action_error(import)/>
            <Form on_submit=submit>
                <section class="app-section">
                    <h2 class="app-section__title">"請求の表"</h2>
                    <TableChooser step pending/>
                </section>
                {reactive(faults)}
                <Actions>
                    <SubmitButton label="取り込む" pending=pending/>
                </Actions>
            </Form>
        </PageLayout>
    }
    .into_any()
}

/// The box that the file is dropped on, with what became of it.
#[component]
fn TableChooser(
    /// The chosen table.
    step: RwSignal<Step>,
    /// Whether the import runs.
    #[prop(into)]
    pending: Signal<bool>,
) -> impl IntoView {
    let heads = Column::ALL.map(Column::label).join("、");
    let choose = move |event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)).filter(|_| !pending.get_untracked()) {
            spawn_local(read(file, step));
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    view! {
        <div class="app-field" data-kind="file">
            <div class="app-field__hint" id="table-hint">
                {format!("CSV、{}件までです。1行目に列の名前（{heads}）を、2行目から1行に1件ずつ入れてください。", grouped(table::MOST_BILLS))}
            </div>
            <div class="app-files">
                <label class="app-button" for="table">
                    "ファイルを選択"
                    <span class="app-visually-hidden">"：請求の表"</span>
                </label>
                <p class="app-files__room" role="status">
                    {live(move || step.with(|step| step.sentence(pending.get())))}
                </p>
                <input
                    class="app-files__input"
                    type="file"
                    id="table"
                    accept=".csv,.tsv,.txt,text/csv"
                    aria-describedby="table-hint"
                    on:change=choose
                />
            </div>
        </div>
    }
    .into_any()
}

/// Every fault of the table.
#[component]
fn Faults(
    /// The sentences, each with its line.
    faults: Vec<String>,
) -> impl IntoView {
    let more = faults.len().saturating_sub(MOST_LISTED);
    let more = (more > 0).then(|| view! { <p>{format!("ほかに{more}件あります。")}</p> }.into_any());
    let lines = faults.into_iter().take(MOST_LISTED).map(|fault| view! { <li>{fault}</li> }.into_any()).collect_view();
    view! {
        <section class="app-error-summary">
            <h2 class="app-error-summary__title">"表を直してから、もう一度選択してください"</h2>
            <ul class="app-error-summary__list">{lines}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// Reads a chosen file, and checks every line of it.
async fn read(file: File, step: RwSignal<Step>) {
    step.set(Step::Reading(file.name()));
    let text = text_file::read(&file).await;
    step.set(Step::checked(file.name(), text));
}
