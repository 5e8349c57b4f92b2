//! 請求内容参照: bills that staff import, and their applicants read (C-011, C-017).

use axum::http::StatusCode;
use nss_core::{
    api::{
        StaffRole::{Administrator, Reviewer},
        bill::OfficeBill,
        menu::Menu,
    },
    review::State,
};
use nss_server::store::{self, account, application, bill, contract, contract_version, news};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set};
use serde_json::{Value, json};

use crate::returns::registered;
use crate::support::{Browser, World, on_each_store};

const HEADS: &str = "事業所コード,請求年月,請求額,消費税額,支払期限\n";
const STAFF: &str = "/api/staff/bills";

/// An applicant whose office has a contract with that code.
async fn office<'w>(world: &'w World, mail: &str, code: &str) -> Browser<'w> {
    let mut browser = world.browser();
    browser.enter(mail).await;
    let account = account::Entity::find().filter(account::Column::Mail.eq(mail)).one(&world.app.store.db).await;
    let account = account.unwrap().unwrap();
    add_application(world, &account.id, code).await;
    add_contract(world, &account.id, code, code).await;
    browser
}

async fn add_application(world: &World, account_id: &str, number: &str) {
    let application = application::Model {
        id: store::new_id().unwrap(),
        draft_id: store::new_id().unwrap(),
        account_id: account_id.to_owned(),
        number: number.to_owned(),
        kind: "new".to_owned(),
        state: State::InUse.code().to_owned(),
        submitted_at: 0,
        body: "{}".to_owned(),
        idempotency_key: None,
        revision: 1,
        changed_at: 0,
        company: String::new(),
        office: String::new(),
        assignee: None,
        effective_on: None,
    };
    let application = application.into_active_model().reset_all();
    application::Entity::insert(application).exec_without_returning(&world.app.store.db).await.unwrap();
}

/// A contract that the application with that number made.
async fn add_contract(world: &World, account_id: &str, code: &str, number: &str) {
    let id = store::new_id().unwrap();
    let version = contract_version::Model {
        id: id.clone(),
        contract_id: id.clone(),
        effective_on: "2026-09-01".to_owned(),
        number: number.to_owned(),
        approved_by: String::new(),
        approved_at: 0,
        body: "{}".to_owned(),
    };
    let version = version.into_active_model().reset_all();
    contract_version::Entity::insert(version).exec_without_returning(&world.app.store.db).await.unwrap();
    let contract = contract::Model {
        id,
        office_code: code.to_owned(),
        abbreviation: code[..3].to_owned(),
        account_id: account_id.to_owned(),
        created_at: 0,
    };
    let contract = contract.into_active_model().reset_all();
    contract::Entity::insert(contract).exec_without_returning(&world.app.store.db).await.unwrap();
}

fn table(lines: &str) -> Value {
    json!({ "table": format!("{HEADS}{lines}") })
}

async fn bills(browser: &mut Browser<'_>) -> Vec<(String, String, u32)> {
    let bills: Vec<OfficeBill> = browser.get("/api/bills").await.read();
    bills.into_iter().map(|line| (line.office, line.bill.month.to_string(), line.bill.amount)).collect()
}

async fn counts(world: &World) -> (u64, u64) {
    let db = &world.app.store.db;
    (bill::Entity::find().count(db).await.unwrap(), news::Entity::find().count(db).await.unwrap())
}

#[tokio::test]
async fn bills_are_imported_corrected_told_and_read_by_their_office_alone() {
    on_each_store(async |world| {
        let mut nac = office(world, "nac@example.jp", "NAC555").await;
        let mut other = office(world, "other@example.jp", "ABC001").await;
        let (_, mut administrator) = world.staff("taro", Administrator).await;
        assert_eq!(bills(&mut nac).await, []);

        let first = table("NAC555,2026/09,11000,1000,2026/10/31\nNAC555,2026/10,22000,2000,2026/11/30\n");
        let reply = administrator.post(STAFF, &first).await;
        assert_eq!((reply.status, reply.json()), (StatusCode::OK, json!({ "new": 2, "corrected": 0, "unchanged": 0 })));
        let october = |amount| ("NAC555".to_owned(), "2026-10-01".to_owned(), amount);
        let september = ("NAC555".to_owned(), "2026-09-01".to_owned(), 11000);
        assert_eq!(bills(&mut nac).await, [october(22000), september.clone()]);
        assert_eq!(bills(&mut other).await, []);
        assert_eq!(counts(world).await, (2, 2));

        world.clock.pass(60);
        let second = table("NAC555,2026/10,23000,2000,2026/11/30\nNAC555,2026/09,11000,1000,2026/10/31\nABC001,2026/10,0,0,2026/11/30\n");
        let reply = administrator.post(STAFF, &second).await;
        assert_eq!(reply.json(), json!({ "new": 1, "corrected": 1, "unchanged": 1 }));
        assert_eq!(bills(&mut nac).await, [october(23000), september]);
        assert_eq!(bills(&mut other).await, [("ABC001".to_owned(), "2026-10-01".to_owned(), 0)]);
        assert_eq!(counts(world).await, (4, 4), "a correction is kept beside the bill, and told");
        let lines: Vec<OfficeBill> = nac.get("/api/bills").await.read();
        assert_eq!(lines.iter().map(|line| line.is_corrected).collect::<Vec<_>>(), [true, false]);
        let menu: Menu = nac.get("/api/menu").await.read();
        let told: Vec<_> = menu.news.iter().map(|line| (line.kind.as_str(), &line.number, line.text.as_str())).collect();
        let [correction, .., first] = told[..] else { panic!("{told:?}") };
        assert!(correction.2.starts_with("前月分の請求額を訂正しました。"), "{told:?}");
        assert_eq!((first.0, first.1), ("利用料金", &None));
        assert!(first.2.ends_with("請求額が確定しました。請求情報の詳細画面から内容を確認してください。"), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn a_table_with_a_fault_changes_nothing_and_every_line_is_named() {
    on_each_store(async |world| {
        let mut nac = office(world, "nac@example.jp", "NAC555").await;
        let (_, mut administrator) = world.staff("taro", Administrator).await;
        let good = "NAC555,2026/10,22000,2000,2026/11/30\n";
        let paths = |reply: &Value| -> Vec<String> {
            let faults = reply["faults"].as_array().unwrap();
            faults.iter().map(|fault| fault["path"].as_str().unwrap().to_owned()).collect()
        };
        let reply = administrator.post(STAFF, &table(&format!("{good}NAC55,2026/13,1,0,2026/11/30\n"))).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(paths(&reply.json()), ["3/office", "3/month"]);

        let line = |nth: usize| format!("Z{:02}{:03},2026/10,1,0,2026/11/30", nth / 1000, nth % 1000);
        let unknown = (0..1200).map(line).collect::<Vec<_>>().join("\n");
        let reply = administrator.post(STAFF, &table(&format!("{good}{unknown}"))).await.json();
        assert_eq!((paths(&reply).len(), paths(&reply)[0].as_str()), (200, "3/office"));
        assert!(reply["detail"].as_str().unwrap().contains("1200件"), "{reply}");
        assert_eq!(counts(world).await, (0, 0));
        assert_eq!(bills(&mut nac).await, []);

        let (_, mut reviewer) = world.staff("hanako", Reviewer).await;
        assert_eq!(reviewer.post(STAFF, &table(good)).await.status, StatusCode::FORBIDDEN);
        assert_eq!(nac.post(STAFF, &table(good)).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn the_contract_of_an_application_that_lapsed_has_no_bills() {
    on_each_store(async |world| {
        let (_, application) = registered(world, "a@example.jp").await;
        add_contract(world, &application.account_id, "NAC555", &application.number).await;
        let (_, mut administrator) = world.staff("taro", Administrator).await;
        let bill = |month: &str| table(&format!("NAC555,{month},22000,2000,2026/12/28\n"));
        assert_eq!(administrator.post(STAFF, &bill("2026/10")).await.status, StatusCode::OK);
        let state = Set(State::Void.code().to_owned());
        let lapsed = application::ActiveModel { id: Set(application.id), state, ..Default::default() };
        lapsed.update(&world.app.store.db).await.unwrap();
        let reply = administrator.post(STAFF, &bill("2026/11")).await.json();
        assert_eq!(
            (&reply["faults"][0]["path"], &reply["faults"][0]["code"]),
            (&json!("2/office"), &json!("bill.unknown-office"))
        );
        assert_eq!(counts(world).await, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn the_largest_table_is_imported_once_by_two_at_the_same_time() {
    on_each_store(async |world| {
        let account = store::new_id().unwrap();
        add_application(world, &account, "2600001A").await;
        let mut lines = Vec::new();
        for nth in 0..1500 {
            let code = format!("B{:02}{:03}", nth / 1000, nth % 1000);
            add_contract(world, &account, &code, "2600001A").await;
            lines.push(format!("{code},2026/10,{nth},0,2026/11/30"));
        }
        let (_, mut one) = world.staff("taro", Administrator).await;
        let (_, mut two) = world.staff("jiro", Administrator).await;
        let body = table(&lines.join("\n"));
        let (one, two) = tokio::join!(one.post(STAFF, &body), two.post(STAFF, &body));
        let mut new = [&one, &two].map(|reply| reply.json()["new"].as_u64());
        new.sort_unstable();
        assert_eq!(new, [Some(0), Some(1500)], "{} {}", one.text, two.text);
        assert_eq!(counts(world).await, (1500, 1500));
    })
    .await;
}
