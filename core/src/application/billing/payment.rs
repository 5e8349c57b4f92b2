//! 支払方法.

use super::{EITHER_HINT, WISHES};
use crate::application::office::CODE_SHAPE;
use crate::form::{At, Field, Kind, Rows, Submission};
use crate::section;
use crate::value::choice::Choice;

static METHODS: [Choice; 2] =
    [Choice { code: "debit", label: "口座振替を希望する" }, Choice { code: "transfer", label: "銀行振込を希望する" }];
/// 振込先銀行: only the first is in the documents (N-224); the others are decided, to be confirmed by the operator.
static BANKS: [Choice; 3] = [
    Choice { code: "mufg", label: "三菱UFJ銀行" },
    Choice { code: "smbc", label: "三井住友銀行" },
    Choice { code: "mizuho", label: "みずほ銀行" },
];

section! {
    /// The method of payment. N-220 … N-224, V-11.
    PAYMENT = "payment", "支払方法", Rows::Once;

    /// N-220.
    METHOD = Field::new("method", "支払方法", Kind::Choice(&METHODS));
    /// N-221, N-222.
    SAME_ACCOUNT = Field::new("same_account", "同一口座振替", Kind::Choice(&WISHES)).when(&METHOD, &["debit"]).hint("「同一口座振替」とは、既に他の事業所で使用している振替口座と同じ口座を使用することです。希望しない場合は、別途「預金口座振替依頼書についてのお知らせ」メールを送付します。");
    /// N-223, V-11.
    CODE = Field::new("code", "登録請求先コード", Kind::Code("9999999")).either(&OFFICE_CODE).when(&SAME_ACCOUNT, &["yes"]).hint(EITHER_HINT);
    /// N-223, V-11.
    OFFICE_CODE = Field::new("office_code", "事業所コード", Kind::Code(CODE_SHAPE)).either(&CODE).when(&SAME_ACCOUNT, &["yes"]).hint("例：NAC001");
    /// The office that uses the account. N-223, V-11.
    COMPANY = Field::new("company", "口座を使用している企業名", Kind::FullWidth(70)).when(&SAME_ACCOUNT, &["yes"]);
    /// N-223, V-11.
    OFFICE = Field::new("office", "口座を使用している事業所名", Kind::FullWidth(70)).when(&SAME_ACCOUNT, &["yes"]);
    /// N-224.
    BANK = Field::new("bank", "振込先銀行", Kind::Choice(&BANKS)).when(&METHOD, &["transfer"]).hint("希望される振込先銀行を選択してください。");
}

/// Whether a form for a new account has to be sent: 口座振替 without 同一口座振替 (N-222).
pub fn needs_new_account(submission: &Submission) -> bool {
    submission.answer(At::once(&METHOD)) == "debit" && submission.answer(At::once(&SAME_ACCOUNT)) == "no"
}
