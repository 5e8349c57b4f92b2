//! The first question of the page 回線・論理端末: a new line, or only terminals behind a gateway.

pub mod terminals;

use super::access;
use crate::form::{Field, Kind, Rows};
use crate::section;
use crate::trade::SYSTEMS;
use crate::value::choice::Choice;

static KINDS: [Choice; 2] = [
    Choice { code: "new_line", label: "新しい回線を申し込む" },
    Choice { code: "gateway_only", label: "ゲートウェイ配下端末のみ" },
];

section! {
    /// N-013; the questions of a line are asked once if there is no line.
    CONNECTION = "connection", "回線の申込", Rows::Once, .when_holds("一般NACCS is used", access::uses_general);

    /// N-013.
    KIND = Field::new("kind", "申し込む内容", Kind::Choice(&KINDS)).hint("すでにあるゲートウェイの配下に端末だけを追加する場合は「ゲートウェイ配下端末のみ」を選択してください。回線工事と日程調整はありません。");
    /// N-180.
    SYSTEM = Field::new("system", "システム区分", Kind::Choice(&SYSTEMS)).when(&KIND, &["gateway_only"]);
    /// N-171.
    TERMINALS = Field::new("terminals", "論理端末数", Kind::Number { least: 1, most: 9999 }).when(&KIND, &["gateway_only"]);
    /// N-172.
    SERVERS = Field::new("servers", "サーバ台数（自社システム）", Kind::Number { least: 0, most: 999 }).when(&KIND, &["gateway_only"]).hint("ない場合は0を入力してください。");
}
