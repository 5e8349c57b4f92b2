//! `/change/confirm`: before and after, all answers once more, and 登録 of 変更申込, or 修正して送る after a return (C-092, C-093, M7).

use leptos::prelude::*;
use nss_core::change_application::{company_wide, lines, sharing_changes};

use super::Offices;
use crate::browser::random;
use crate::component::{ChangeTable, Notice, page_action, reactive};
use crate::draft::open::use_open_drafts;
use crate::draft::use_draft;
use crate::page::apply::confirm::{FaultCount, hand_in};
use crate::page::apply::part::{ReturnReasons, SaveButtons, Steps};
use crate::page::form::{ConfirmForm, ConflictsElsewhere};
use crate::paths::FROM_CONFIRM;
use crate::state::navigation::use_navigation;

const DONE: &str = "/change/done";
const DONE_RELEASED: &str = "/change/done?released";
const DONE_AGAIN: &str = "/change/done?resent";
const LEAD: &str =
    "変更前と変更後の内容を確認してください。「申込内容を登録する」ボタンをクリックすると、変更申込が完了します。";
const LEAD_AGAIN: &str = "修正した内容を確認してください。「修正して送る」ボタンをクリックすると、同じ申込受付番号でもう一度審査を受けます。";

/// The confirm page.
#[component]
pub fn ChangeConfirmPage() -> impl IntoView {
    let (draft, drafts, navigation) = (use_draft(), use_open_drafts(), use_navigation());
    // One idempotency key per visit: a repeated press registers once.
    let key = StoredValue::new(None::<String>);
    let is_returned = draft.is_returned();
    let submit = page_action(move || {
        let key = key.get_value().unwrap_or_else(|| {
            let new = format!("{:016x}{:016x}", random(), random());
            key.set_value(Some(new.clone()));
            new
        });
        let releases = draft.draft.with_untracked(|now| draft.against_base(|base| sharing_changes(now, base)));
        let is_release = releases.is_some_and(|changes| changes.iter().any(|change| change.is_release));
        async move {
            hand_in(draft, &key).await?;
            navigation.replace(match (is_returned, is_release) {
                (true, _) => DONE_AGAIN,
                (false, true) => DONE_RELEASED,
                (false, false) => DONE,
            });
            drafts.application.set(None);
            Ok(())
        }
    });
    let (lead, label) =
        if is_returned { (LEAD_AGAIN, "修正して送る") } else { (LEAD, "申込内容を登録する") };
    view! {
        <ConfirmForm
            title="変更申込 確認"
            lead=lead
            side=|| view! { <Steps /> }.into_any()
            notices=|| {
                view! {
                    <ReturnReasons />
                    <ConflictsElsewhere />
                    <FaultCount />
                    <WholeCompany />
                    <BeforeAndAfter />
                }
                .into_any()
            }
            change_query=FROM_CONFIRM
            submit_label=label
            submit=submit
            more=|| view! { <SaveButtons /> }.into_any()
        />
    }
    .into_any()
}

/// The offices that a change of the whole company touches (C-022).
#[component]
fn WholeCompany() -> impl IntoView {
    let store = use_draft();
    let offices = use_context::<Offices>().map(|Offices(codes)| codes.join("、")).unwrap_or_default();
    let is_touched = Memo::new(move |_| {
        let fields = store.draft.with(|draft| store.against_base(|base| company_wide(draft, base)));
        fields.is_some_and(|fields| !fields.is_empty())
    });
    let notice = move || {
        let text = match offices.as_str() {
            "" => "企業の情報を変更します。同一企業略称のほかの事業所はありません。".to_owned(),
            offices => format!("同一企業略称の全事業所の情報を変更します。ほかの事業所：{offices}"),
        };
        is_touched.get().then(|| view! { <Notice variant="warning" text=text /> }.into_any())
    };
    view! { <div>{reactive(notice)}</div> }.into_any()
}

/// All that this application changes in the contract.
#[component]
pub fn BeforeAndAfter() -> impl IntoView {
    let store = use_draft();
    let changes = Memo::new(move |_| store.draft.with(|draft| store.against_base(|base| lines(draft, base))));
    let table = move || match changes.get().unwrap_or_default() {
        none if none.is_empty() => {
            view! { <p class="app-rows__empty">"契約内容はまだ変更されていません"</p> }.into_any()
        }
        changes => view! { <ChangeTable label="変更内容" heads=["変更前", "変更後"] changes links=true /> }.into_any(),
    };
    view! {
        <section class="app-section">
            <h2 class="app-section__title">"変更内容"</h2>
            {reactive(table)}
        </section>
    }
    .into_any()
}
