//! The center's answers of a contract, to be edited: one block for each section and row that has some.

use std::collections::BTreeMap;

use leptos::prelude::*;
use nss_core::application::{office, start, user_codes};
use nss_core::form::{At, Author, Draft, Fault, Field, Place, RowId, Section, Wire};

use crate::component::{live, reactive};

/// A block of the center's answers.
#[derive(Clone, PartialEq)]
struct Block {
    title: String,
    places: Vec<At>,
}

/// Inputs for every answer of the center. The rows of a contract stand before its approval, so that the blocks never change.
#[component]
pub fn CenterFields(
    /// The contract.
    contract: RwSignal<Draft>,
    /// Its faults.
    faults: Memo<Vec<Fault>>,
    /// The code that each path would get.
    codes: Memo<BTreeMap<String, String>>,
) -> impl IntoView {
    let blocks = contract.with_untracked(blocks);
    let block = move |Block { title, places }: Block| {
        let field = |at: At| view! { <CenterField at contract faults codes/> }.into_any();
        let fields = places.into_iter().map(field).collect_view();
        view! {
            <fieldset class="app-center">
                <legend class="app-center__title">{title}</legend>
                <div class="app-columns">{fields}</div>
            </fieldset>
        }
        .into_any()
    };
    blocks.into_iter().map(block).collect_view().into_any()
}

/// One answer with its faults.
#[component]
fn CenterField(
    /// Its place.
    at: At,
    /// The contract.
    contract: RwSignal<Draft>,
    /// Its faults.
    faults: Memo<Vec<Fault>>,
    /// The code that each path would get.
    codes: Memo<BTreeMap<String, String>>,
) -> impl IntoView {
    let id = format!("center-{}", at.path());
    let text = contract.with_untracked(|contract| at.field.kind.on_screen(contract.get(at)).into_owned());
    let sentences = Memo::new(move |_| {
        faults.with(|faults| {
            let own = faults.iter().filter(|fault| fault.place == Place::Answer(at));
            own.map(Fault::message).collect::<Vec<_>>().join(" ")
        })
    });
    let write = move |text: String| {
        contract.update(|contract| {
            contract.set(at, &text);
        });
    };
    let hint = Memo::new(move |_| {
        let code = codes.with(|codes| codes.get(&at.path()).cloned());
        code.map(|code| contract.with(|contract| code_hint(at, &code, contract))).unwrap_or_default()
    });
    let state = move || (!sentences.with(String::is_empty)).then_some("error");
    let described = format!("{id}-hint {id}-fault");
    let invalid = move || state().map(|_| "true");
    let table = at.field.kind.table();
    let chosen = contract.with_untracked(|contract| contract.get(at).to_owned());
    let input = if table.is_empty() {
        view! {
            <input
                class="app-input"
                id=id.clone()
                type="text"
                autocomplete="off"
                value=text
                aria-describedby=described
                aria-invalid=invalid
                on:input=move |event| write(event_target_value(&event))
            />
        }
        .into_any()
    } else {
        let choices = table.iter().map(|choice| (choice.code, choice.label));
        let option = |(code, label): (&'static str, &'static str)| {
            view! { <option value=code selected=code == chosen>{label}</option> }.into_any()
        };
        let options = std::iter::once(("", "未定")).chain(choices).map(option).collect_view();
        view! {
            <span class="app-select">
                <select
                    class="app-input"
                    id=id.clone()
                    aria-describedby=described
                    aria-invalid=invalid
                    on:change=move |event| write(event_target_value(&event))
                >
                    {options}
                </select>
            </span>
        }
        .into_any()
    };
    view! {
        <div class="app-field" data-state=state>
            <label class="app-field__label" for=id.clone()>{at.field.label}</label>
            <div class="app-field__hint" id=format!("{id}-hint")>{live(move || hint.get())}</div>
            {input}
            <div id=format!("{id}-fault")>
                {reactive(move || {
                    let text = sentences.get();
                    (!text.is_empty()).then(|| view! { <p class="app-field__error">"＊" {text}</p> }.into_any())
                })}
            </div>
        </div>
    }
    .into_any()
}

/// The words about a code that is not written. Codes of a company follow the 企業略称 that is.
fn code_hint(at: At, code: &str, contract: &Draft) -> String {
    let abbreviation = contract.normal(At::once(&office::ABBREVIATION));
    let follows = [&office::CODE, &user_codes::CODE].contains(&at.field);
    if follows && !code.contains(&*abbreviation) {
        return format!("空のままなら、企業略称「{abbreviation}」の次のコードを付けます");
    }
    format!("空のままなら「{code}」を付けます")
}

/// The center's answers and rows alone, as an approval sends them.
pub fn center_answers(contract: &Draft) -> Wire {
    let mut wire = nss_core::form::center::only(contract);
    wire.answers.retain(|_, text| !text.trim().is_empty());
    wire
}

fn blocks(contract: &Draft) -> Vec<Block> {
    let mut blocks = Vec::new();
    for section in contract.form().sections() {
        for row in contract.rows(section) {
            push(contract, section, (row.id(), None), &mut blocks);
            for (list, inner) in section.inner.iter().flat_map(|list| row.inner().iter().map(move |row| (list, row))) {
                push(contract, list, (row.id(), inner.id()), &mut blocks);
            }
        }
    }
    blocks
}

fn push(
    contract: &Draft,
    section: &'static Section,
    (row, inner): (Option<RowId>, Option<RowId>),
    blocks: &mut Vec<Block>,
) {
    // 契約満了日 is the confirmed day of 解約: the approval writes it.
    let is_written = |field: &&&Field| field.author() == Author::Center && **field != &start::END_DATE;
    let fields = section.fields.iter().filter(is_written);
    let places: Vec<_> = fields.map(|field| At { field, row, inner }).collect();
    if !places.is_empty() {
        let name = contract.row_name(section, row, inner);
        blocks.push(Block { title: if name.is_empty() { section.title.to_owned() } else { name }, places });
    }
}
