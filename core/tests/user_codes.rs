//! 利用者コード: single sign-on, groups, システム区分 and statistics (V-16, V-17).

use nss_core::application::user_codes::{self, ids};
use nss_core::application::{FORM, connection, lines};
use nss_core::form::{At, Draft, Offer, RowId, check, is_missing, offer, settle, way_out};
use nss_core::value::date;

fn id(number: u64) -> RowId {
    RowId::from_random(number)
}

/// One code with these IDs; each is (SSO, 業種).
fn code_with(system: &str, rows: &[(&str, &str)]) -> Draft {
    let mut draft = Draft::empty(&FORM);
    draft.add_row(&user_codes::USER_CODES, None, id(1));
    draft.set(At::row(&user_codes::SYSTEM, id(1)), system);
    for (inner, (sso, trades)) in (1..).zip(rows) {
        draft.add_row(&ids::IDS, Some(id(1)), id(inner));
        draft.set(At::inner(&ids::SSO, id(1), id(inner)), sso);
        draft.set(At::inner(&ids::TRADES, id(1), id(inner)), trades);
        draft.set(At::inner(&ids::MODE, id(1), id(inner)), "interactive");
    }
    draft
}

fn codes(draft: &Draft) -> Vec<(&'static str, String)> {
    let today = date::parse("2026-11-21").expect("a day");
    let of_trades = |code: &str| code.starts_with("trade.") || code.starts_with("choices.") || code.starts_with("stat");
    let faults = check(draft, today);
    faults.iter().filter(|fault| of_trades(fault.code())).map(|fault| (fault.code(), fault.path())).collect()
}

fn only_codes(draft: &Draft) -> Vec<&'static str> {
    codes(draft).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn one_trade_without_single_sign_on_and_several_of_one_group_with_it() {
    assert_eq!(only_codes(&code_with("both", &[("no", "customs-broker")])), Vec::<&str>::new());
    assert_eq!(only_codes(&code_with("both", &[("yes", "customs-broker consolidator ocean-forwarder")])), [""; 0]);
    assert_eq!(only_codes(&code_with("sea", &[("no", "customs-broker ocean-forwarder")])), ["choices.one-only"]);
    assert_eq!(only_codes(&code_with("sea", &[("yes", "customs-broker")])), ["trade.two"]);
}

#[test]
fn trades_of_two_groups_never_share_an_id() {
    let draft = code_with("sea", &[("yes", "customs-broker container-yard")]);
    assert_eq!(only_codes(&draft), ["trade.sso-group", "trade.sso-group"]);
    assert_eq!(codes(&draft)[0].1, "user_codes.00000001.ids.00000001.trades");
}

#[test]
fn a_trade_without_the_mark_cannot_be_shared() {
    assert_eq!(only_codes(&code_with("sea", &[("yes", "customs-broker own-customs")])), ["trade.sso"]);
}

#[test]
fn rows_of_one_code_stay_in_one_group_but_for_three_trades() {
    let strangers = code_with("sea", &[("no", "customs-broker"), ("no", "ship-company")]);
    assert_eq!(only_codes(&strangers), ["trade.code-group", "trade.code-group"]);
    let exempt = code_with("both", &[("no", "bonded-warehouse"), ("no", "own-customs"), ("no", "trader-fefta")]);
    assert_eq!(only_codes(&exempt), [""; 0]);
}

#[test]
fn an_air_trade_does_not_fit_the_sea() {
    assert_eq!(only_codes(&code_with("sea", &[("no", "consolidator")])), ["trade.system"]);
    assert_eq!(only_codes(&code_with("sea", &[("no", "aircraft-stores")])), ["trade.unsure"]);
}

#[test]
fn storage_needs_a_trade_that_may_have_it_and_the_paid_statistics() {
    let mut draft = code_with("sea", &[("no", "container-yard")]);
    let storage = At::row(&user_codes::STORAGE, id(1));
    draft.set(storage, "yes");
    assert_eq!(only_codes(&draft), ["statistics.storage"]);
    let out = way_out(&draft, storage, "yes").expect("a way out");
    assert_eq!(
        out.message(&draft, &user_codes::STORAGE),
        "利用者コード1の「管理統計資料（有料）」を「要」にすると選べます。"
    );
    draft.set(At::row(&user_codes::PAID, id(1)), "yes");
    assert_eq!(only_codes(&draft), [""; 0]);
}

#[test]
fn the_statistics_of_a_code_are_the_union_of_its_trades() {
    let mut draft = code_with("sea", &[("no", "ocean-forwarder")]);
    let free = At::row(&user_codes::FREE, id(1));
    assert!(matches!(offer(&draft, free, "yes"), Offer::Refused(_)));
    draft.add_row(&ids::IDS, Some(id(1)), id(2));
    draft.set(At::inner(&ids::TRADES, id(1), id(2)), "customs-broker");
    assert_eq!(offer(&draft, free, "yes"), Offer::Free);
}

#[test]
fn taking_single_sign_on_back_keeps_the_first_trade_and_says_so() {
    let mut draft = code_with("sea", &[("yes", "customs-broker ocean-forwarder")]);
    let sso = At::inner(&ids::SSO, id(1), id(1));
    draft.set(sso, "no");
    let withdrawn = settle(&mut draft, Some(sso));
    assert_eq!(withdrawn.len(), 1);
    assert_eq!(withdrawn[0].now, "customs-broker");
    assert!(withdrawn[0].message().contains("海貨業"));
}

#[test]
fn statistics_go_with_the_trade_that_allowed_them() {
    let mut draft = code_with("sea", &[("no", "container-yard")]);
    for field in [&user_codes::PAID, &user_codes::STORAGE] {
        draft.set(At::row(field, id(1)), "yes");
    }
    let trades = At::inner(&ids::TRADES, id(1), id(1));
    draft.set(trades, "van-pool");
    let withdrawn = settle(&mut draft, Some(trades));
    let keys: Vec<_> = withdrawn.iter().map(|change| (change.at.field.key, &*change.now)).collect();
    assert_eq!(keys, [("paid", "no"), ("storage", "no")]);
}

#[test]
fn an_id_that_no_line_serves_is_named_at_the_first_question_of_the_lines() {
    let today = date::parse("2026-11-21").expect("a day");
    let mut draft = code_with("sea", &[("no", "customs-broker")]);
    draft.set(At::once(&connection::KIND), "gateway_only");
    let unserved = |draft: &Draft| -> Vec<(String, &'static str, String, bool)> {
        let faults = check(draft, today);
        let these = faults.iter().filter(|fault| fault.code().starts_with("mode.line"));
        these.map(|fault| (fault.path(), fault.code(), fault.message(), is_missing(fault))).collect()
    };
    let found = unserved(&draft);
    assert_eq!(found.len(), 1);
    assert_eq!((&*found[0].0, found[0].1, found[0].3), ("connection.kind", "mode.line", false));
    assert!(found[0].2.starts_with("利用者コード1 ID1の処理方式「インタラクティブ」"));
    draft.set(At::once(&connection::KIND), "new_line");
    let found = unserved(&draft);
    assert_eq!((found.len(), found[0].1), (1, "mode.line-missing"));
    assert!(found[0].3 && !found[0].2.contains("新しい回線を申し込む"), "silent until 次へ: {}", found[0].2);
    draft.add_row(&lines::LINES, None, id(9));
    assert_eq!(unserved(&draft), [], "a line without a method may serve it");
    draft.set(At::row(&lines::METHOD, id(9)), "gateway");
    let found = unserved(&draft);
    assert_eq!((found.len(), found[0].1, found[0].3), (1, "mode.line-method", false));
    draft.set(At::row(&lines::METHOD, id(9)), "general");
    assert_eq!(unserved(&draft), []);
}

#[test]
fn a_new_line_starts_with_the_system_of_the_codes() {
    let mut draft = code_with("sea", &[("no", "customs-broker")]);
    draft.add_row(&lines::LINES, None, id(5));
    assert_eq!(draft.get(At::row(&lines::SYSTEM, id(5))), "sea");
    draft.add_row(&user_codes::USER_CODES, None, id(2));
    draft.set(At::row(&user_codes::SYSTEM, id(2)), "air");
    draft.add_row(&lines::LINES, None, id(6));
    assert_eq!(draft.get(At::row(&lines::SYSTEM, id(6))), "both");
}

#[test]
fn a_way_out_spares_what_is_chosen() {
    let draft = code_with("sea", &[("yes", "nvocc")]);
    let out = way_out(&draft, At::inner(&ids::TRADES, id(1), id(1)), "bonded-warehouse").expect("a way out");
    assert_eq!(out.message(&draft, &ids::TRADES), "利用者コード1 ID1の「業種」の選択を外すと選べます。");
}
