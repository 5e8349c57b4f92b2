//! 料金プラン.

use super::access;
use crate::form::{ChoiceNote, Field, Kind, Rows};
use crate::section;
use crate::value::choice::Choice;

static PLANS: [Choice; 2] =
    [Choice { code: "a", label: "プランA（基本＋従量）" }, Choice { code: "b", label: "プランB（従量のみ）" }];

/// The cost of each plan: N-196 (W17, W18).
static COSTS: [ChoiceNote; 2] = [
    (
        "a",
        "基本料金：1端末ごと月額5,000円（税抜き）。業務の実施有無に関わらず掛かります。従量料金の単価は、プランBより13.4〜20%程度割安です。",
    ),
    ("b", "基本料金はありません。従量料金だけが掛かります。"),
];

section! {
    /// N-195 … N-198.
    FEE_PLAN = "fee_plan", "料金プラン", Rows::Once;

    /// N-195, N-196, W17, W18.
    PLAN = Field::new("plan", "料金プラン", Kind::Choice(&PLANS)).when_holds("一般NACCS is used", access::uses_general).notes(&COSTS).link("fees").hint("目安：プランBでの従量料金が1端末（または1メールボックス）当たり月25,000円未満ならプランB、約37,500円を超えるならプランAが有利です。");
    /// netNACCS has a plan of its own. C-112, W17.
    NET_PLAN = Field::new("net_plan", "料金プラン（netNACCS）", Kind::Choice(&PLANS)).when_holds("netNACCS is used", access::uses_net).notes(&COSTS).link("fees");
}
