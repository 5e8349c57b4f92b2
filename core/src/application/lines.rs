//! 回線: one row for each line; its オプションメニュー follows [`crate::option_menu`].

mod options;
pub mod terminals;

use super::address::{ADDRESS_KANA_HINT, PHONE_HINT, POSTCODE_HINT, PREFECTURE_CHOICES, STREET_HINT, of_place};
use super::office::{OFFICE_ADDRESS, OFFICE_OR_OTHER};
use super::{YES_NO, connection, lead_time, start, user_codes};
use crate::form::{Fault, Field, Kind, Message, Rows, Rule, Scope, Violation, documented};
use crate::option_menu::{HOURS as HOURS_CHOICES, SPEEDS};
use crate::section;
use crate::trade::SYSTEMS;
use crate::value::choice::Choice;
use crate::value::date::{japanese, parse};

/// 接続方式 (N-141).
static METHODS: [Choice; 2] = [
    Choice { code: "general", label: "一般接続（インタラクティブ）" },
    Choice { code: "gateway", label: "ゲートウェイ接続" },
];
/// 回線種別 (N-142).
static ACCESSES: [Choice; 2] =
    [Choice { code: "leased", label: "専用線接続" }, Choice { code: "broadband", label: "ブロードバンド（光）" }];
/// 配線: only the first is in the documents (N-144); the second is decided.
static WIRINGS: [Choice; 2] =
    [Choice { code: "center", label: "センター手配（配線レンタル）" }, Choice { code: "own", label: "お客様手配" }];

section! {
    /// N-139 … N-180; the documents give no most, 50 is ours.
    LINES = "lines", "回線", Rows::Many { least: 1, most: 50 }, .when(&connection::KIND, &["new_line"]), .rules(&[WORKS_IN_TIME]), .inner(&terminals::TERMINALS);

    /// Proposed from the user codes. N-180.
    SYSTEM = Field::new("system", "システム区分", Kind::Choice(&SYSTEMS)).default_for_row(system_of_the_codes);
    /// A real day that is not past; days before the standard ones only warn. N-140, N-146, V-03.
    WORKS_DATE = Field::new("works_date", "回線工事の希望日", Kind::Date).hint("8桁の数字　例：20190418").link("lead-times").advice(lead_time::advice);
    /// N-141.
    METHOD = Field::new("method", "接続方式", Kind::Choice(&METHODS)).hint("社内で開発されている業務システムとNACCSを接続（自社システム接続）するお客様は「ゲートウェイ接続」を選択してください。");
    /// N-142.
    ACCESS = Field::new("access", "回線種別", Kind::Choice(&ACCESSES)).link("lines");
    /// N-143.
    SPEED = Field::new("speed", "速度", Kind::Choice(&SPEEDS)).when(&ACCESS, &["leased"]);
    /// N-144.
    WIRING = Field::new("wiring", "配線", Kind::Choice(&WIRINGS));
    /// N-150.
    HOURS = Field::new("hours", "保守時間帯", Kind::Choice(&HOURS_CHOICES)).link("option-menu").hint("専用線：ルータの障害対応時間帯　ブロードバンド：回線・ルータの障害対応時間帯");
    /// N-152, N-160.
    REDUNDANCY = Field::new("redundancy", "冗長化", Kind::Choice(&YES_NO)).default("no").offer(options::redundancy, options::ways_out).hint("専用線のバックアップ回線としてBB光回線、及び通信機器を構成します。");
    /// N-153, N-161.
    SPARE_ROUTER = Field::new("spare_router", "予備機設置", Kind::Choice(&YES_NO)).default("no").offer(options::spare_router, options::ways_out).hint("通信機器（ルータ）の予備機をお客様側に設置します。");
    /// N-154, N-162.
    PING = Field::new("ping", "Ping監視", Kind::Choice(&YES_NO)).default("no").offer(options::ping, options::ways_out).hint("通信機器に対して定期的にPingコマンドを発行し、通信機器及び回線の死活監視を行います。");
    /// N-170.
    PLACE = Field::new("place", "回線設置場所", Kind::Choice(&OFFICE_OR_OTHER)).same(&OFFICE_ADDRESS).hint("回線設置場所が、事業所所在地と異なる場合は「その他」を選択してください。");
    /// N-170, N-082.
    POSTCODE = Field::new("postcode", "設置場所の郵便番号", Kind::Postcode).when(&PLACE, &["other"]).hint(POSTCODE_HINT).fills(&[&PREFECTURE, &CITY, &STREET, &ADDRESS_KANA], of_place);
    /// N-170, N-084.
    PREFECTURE = Field::new("prefecture", "設置場所の都道府県", Kind::Choice(&PREFECTURE_CHOICES)).when(&PLACE, &["other"]);
    /// N-170, N-085.
    CITY = Field::new("city", "設置場所の市区町村", Kind::FullWidth(40)).when(&PLACE, &["other"]);
    /// N-170, N-086.
    STREET = Field::new("street", "設置場所の番地・建物", Kind::FullWidth(80)).when(&PLACE, &["other"]).hint(STREET_HINT);
    /// N-170, N-087.
    ADDRESS_KANA = Field::new("address_kana", "設置場所の住所フリガナ", Kind::Kana(200)).when(&PLACE, &["other"]).hint(ADDRESS_KANA_HINT);
    /// N-170, N-088.
    PHONE = Field::new("phone", "設置場所の電話番号", Kind::Phone).when(&PLACE, &["other"]).hint(PHONE_HINT);
    /// For 一般接続（インタラクティブ）. N-171.
    TERMINALS = Field::new("terminals", "論理端末数", Kind::Number { least: 1, most: 9999 }).when(&METHOD, &["general"]).hint("この回線で使うパソコンの台数です。");
    /// For 自社システム接続. N-172.
    SERVERS = Field::new("servers", "サーバ台数（自社システム）", Kind::Number { least: 1, most: 999 }).when(&METHOD, &["gateway"]);
    /// N-262.
    NUMBER = Field::new("number", "回線番号", Kind::Code("99999")).by_center();
    /// N-262, N-264.
    IP = Field::new("ip", "IPアドレス", Kind::IpAddress).by_center();
    /// N-264, N-291.
    DNS = Field::new("dns", "DNSアドレス", Kind::IpAddress).by_center();
    /// The day of the works, as it was agreed. N-013, N-140.
    CONFIRMED_WORKS_DATE = Field::new("confirmed_works_date", "回線工事日", Kind::Date).by_center();
}

pub use options::{MENU, menu_of};

static AFTER_START: Message = Message::warns(
    "date.works-after-start",
    "{label}が利用開始希望日（{start}）より後です。どちらかの日付を確かめてください。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&AFTER_START];

const WORKS_IN_TIME: Rule = Rule {
    source: "N-146",
    description: documented(
        "Works before the standard days, on a day on which the center is closed or after the start warn.",
    ),
    messages: &[&lead_time::SHORT, &lead_time::CLOSED, &lead_time::UNKNOWN, &AFTER_START],
    check: |scope, today, faults: &mut Vec<Fault>| {
        let Some(works) = lead_time::warn(scope, &WORKS_DATE, today, faults) else { return };
        if let Some(start) = parse(&scope.text(&start::DATE)).filter(|start| *start < works) {
            let violation = Violation::new(&AFTER_START).with("start", japanese(start));
            faults.push(scope.fault(&WORKS_DATE, violation));
        }
    },
};

/// The one システム区分 of all user codes, 共用 if they differ, none while none is chosen.
pub(crate) fn system_of_the_codes(scope: &Scope) -> &'static str {
    let mut proposed = "";
    for code in scope.rows(&user_codes::USER_CODES) {
        let Some(system) = SYSTEMS.iter().find(|choice| choice.code == code.text(&user_codes::SYSTEM)) else {
            continue;
        };
        if !proposed.is_empty() && proposed != system.code {
            return "both";
        }
        proposed = system.code;
    }
    proposed
}
