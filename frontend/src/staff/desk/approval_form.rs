//! 承認: 利用開始日 and the codes. A code that is left empty is allotted by the approval.

use leptos::prelude::*;
use nss_core::form::{Draft, Fault, Place, Submission, Wire};
use nss_core::review::contract::{self, Series, unallotted};
use nss_core::review::{Move, form_of};

use super::center_fields::{CenterFields, center_answers};
use super::{move_error, refusal, use_desk};
use crate::api::use_api;
use crate::component::{Actions, ErrorNotice, Form, SubmitButton, page_action, reactive};

/// The form of the approval, while the approval would make a contract.
#[component]
pub fn Approval() -> impl IntoView {
    let desk = use_desk();
    // The document alone: codes that another approval has taken redraw no form.
    let document = Memo::new(move |_| {
        desk.application().with(|application| application.proposal.is_some().then(|| application.document.clone()))
    });
    reactive(move || document.get().map(|document| view! { <ApprovalForm document/> }.into_any()))
}

/// The center's answers, and 「承認する」.
#[component]
fn ApprovalForm(
    /// The stored document.
    document: Wire,
) -> impl IntoView {
    let (api, desk) = (use_api(), use_desk());
    let proposal = Memo::new(move |_| desk.application().with(|application| application.proposal.clone()));
    let center = proposal.with_untracked(|proposal| proposal.as_ref().map(|proposal| proposal.center.clone()));
    let codes = Memo::new(move |_| {
        proposal.with(|proposal| proposal.as_ref().map(|proposal| proposal.codes.clone()).unwrap_or_default())
    });
    let submission = form_of(&document).and_then(|form| Submission::stored(form, &document).ok());
    let is_change = desk.application().with_untracked(|application| application.line.kind.changes_contract());
    let composed =
        submission.and_then(|submission| contract::compose(submission.answers(), &center.unwrap_or_default()));
    let contract = RwSignal::new(composed.unwrap_or_else(|| desk.document()));
    let faults =
        Memo::new(move |_| contract.with(|contract| faults(contract, is_change, api.clock().now().date_naive())));
    let send = page_action(move || {
        let (blocks, center) =
            (faults.with_untracked(|faults| faults.iter().any(Fault::blocks)), contract.with_untracked(center_answers));
        async move {
            if blocks {
                return Err("印のある項目を直してから承認してください。".to_owned());
            }
            desk.make(Move::Approve, Vec::new(), Some(center)).await.map_err(|error| refusal(&error))
        }
    });
    let submit = move || {
        if !send.pending().get_untracked() {
            send.dispatch(());
        }
    };
    view! {
        <section class="app-section">
            <h2 class="app-section__title" id="approval" tabindex="-1">"承認の内容"</h2>
            <p class="app-section__note">"番号とコードは、空のまま承認すると、次に空いているものを自動で付けます。"</p>
            <Form on_submit=submit>
                <CenterFields contract=contract faults=faults codes=codes/>
                <ErrorNotice message=move_error(desk, send)/>
                <Actions>
                    <SubmitButton label=Move::Approve.label() pending=send.pending()/>
                </Actions>
            </Form>
        </section>
    }
    .into_any()
}

/// The faults of the contract; a code that the approval allots is not missing.
fn faults(contract: &Draft, is_change: bool, today: chrono::NaiveDate) -> Vec<Fault> {
    let open: Vec<Place> =
        Series::ALL.iter().flat_map(|series| unallotted(contract, *series)).map(Place::Answer).collect();
    let check = if is_change { contract::check_change } else { contract::check };
    let mut faults = check(contract, today);
    faults.retain(|fault| !open.contains(&fault.place));
    faults
}
