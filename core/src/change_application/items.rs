//! The items of a change application as one table: its words, what it opens, and what it needs (C-031 … C-049).

use crate::application::billing::{address, contact, notice_mails, payment};
use crate::application::{
    access, administrator, connection, contractor, emergency_fax, fee_plan, headquarters, lines, mailbox, net, office,
    sharing, user_codes, works,
};
use crate::form::{ChoiceNote, Field, Section};
use crate::value::choice::Choice;
use user_codes::ids;

/// A part of the document that an item opens.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// Every answer of a section, its rows, and the rows within them.
    Section(&'static Section),
    /// Rows of a list are added, with any answers, and removed.
    Rows(&'static Section),
    /// Rows of a list are removed, and added with these answers as a row beside them has them.
    Copies(&'static Section, &'static [&'static Field]),
    /// These answers.
    Fields(&'static [&'static Field]),
}

use Part::{Copies, Fields, Rows};

/// An item of a change application.
#[derive(Debug)]
pub struct Item {
    /// Its code in answers.
    pub code: &'static str,
    /// Its words on the page.
    pub label: &'static str,
    /// Whether it cannot be chosen without 一般NACCS.
    pub needs_general: bool,
    /// The parts that it opens.
    pub opens: &'static [Part],
    /// The note beside it; may be empty.
    pub note: &'static str,
}

/// 管理統計資料 and 保存サービス depend on the trades (V-17).
const STATISTICS_OF_TRADES: Part = Fields(&[&user_codes::PAID, &user_codes::FREE, &user_codes::STORAGE]);
/// The mailboxes depend on 処理方式 (V-08).
const MAILBOXES_OF_MODES: Part = Fields(&[&mailbox::COUNT]);

/// 本社・事業所の変更 (C-031, C-032).
pub static OFFICE: [Item; 4] = [
    item("office", "企業名、事業所名、所在地等", &[Part::Section(&office::OFFICE)])
        .note("回線を利用している事業所が移動する場合は、「一般NACCS回線の登録情報」も選択し、回線設置場所も変更してください。"),
    item("contractor", "契約者名、契約者の役職", &[Part::Section(&contractor::CONTRACTOR)]),
    item("headquarters", "本社情報（所在地、電話番号等）", &[Part::Section(&headquarters::HEADQUARTERS)]),
    item(
        "administrator",
        "システム管理責任者の情報（電話番号、緊急連絡用FAX番号）",
        &[Part::Section(&administrator::ADMINISTRATOR), Part::Section(&emergency_fax::EMERGENCY_FAX)],
    ),
];

/// 利用業種・利用者コード等の変更 (C-033).
pub static CODES: [Item; 3] = [
    item(
        "trades",
        "利用業種（追加・変更・削除）",
        &[
            Rows(&user_codes::USER_CODES),
            Rows(&ids::IDS),
            Fields(&[&user_codes::SYSTEM, &ids::SSO, &ids::TRADES]),
            STATISTICS_OF_TRADES,
            MAILBOXES_OF_MODES,
        ],
    ),
    item(
        "user-codes",
        "利用者コード（追加・変更・削除）",
        &[
            Rows(&user_codes::USER_CODES),
            Rows(&ids::IDS),
            Fields(&[&user_codes::SYSTEM, &ids::SSO, &ids::TRADES, &ids::MODE]),
            STATISTICS_OF_TRADES,
            MAILBOXES_OF_MODES,
        ],
    ),
    item(
        "id-numbers",
        "識別番号（追加・削除）",
        &[
            Copies(&ids::IDS, &[&ids::SSO, &ids::TRADES, &ids::MODE]),
            Fields(&[&ids::COUNT]),
            STATISTICS_OF_TRADES,
            MAILBOXES_OF_MODES,
        ],
    ),
];

/// 端末・証明書の変更（netNACCS） (C-034). Each begins netNACCS, with its plan.
pub static NET: [Item; 2] = [
    item(
        "net-terminals",
        "netNACCS端末の登録情報（追加・削除）",
        &[Fields(&[&net::TERMINALS, &access::KIND, &fee_plan::NET_PLAN])],
    ),
    item(
        "net-certificates",
        "webNACCS証明書の登録情報（追加・削除）",
        &[Fields(&[&net::CERTIFICATES, &access::KIND, &fee_plan::NET_PLAN])],
    ),
];

/// 回線・端末等の変更（一般NACCS） (C-035). The first one begins 一般NACCS, with its plan (N-006).
pub static LINES: [Item; 3] = [
    item(
        "lines",
        "一般NACCS回線の登録情報（追加・変更・廃止）",
        &[
            Part::Section(&connection::CONNECTION),
            Part::Section(&lines::LINES),
            Part::Section(&works::contact::WORKS_CONTACT),
            Part::Section(&works::witness::WORKS_WITNESS),
            Part::Section(&works::note::WORKS_NOTE),
            Fields(&[&access::KIND, &fee_plan::PLAN]),
        ],
    ),
    item(
        "terminals",
        "一般NACCS端末の登録情報（追加・削除）",
        &[Fields(&[&lines::TERMINALS, &lines::SERVERS, &connection::TERMINALS, &connection::SERVERS])],
    )
    .needs_general(),
    item("mailboxes", "一般NACCSのメールボックス数（追加・廃止）", &[Part::Section(&mailbox::MAILBOX)]).needs_general(),
];

/// 料金プランの変更 (C-036).
pub static FEE_PLAN: [Item; 1] =
    [item("fee-plan", "料金プラン（AプランまたはBプランの選択）", &[Part::Section(&fee_plan::FEE_PLAN)])];

/// 管理統計資料の変更 (C-037).
pub static STATISTICS: [Item; 1] = [item("statistics", "管理統計資料（有料分・無料分）", &[STATISTICS_OF_TRADES])];

/// 保税管理資料保存サービスの変更 (C-038).
pub static STORAGE: [Item; 1] =
    [item("storage", "保税管理資料保存サービス（要・不要）", &[Fields(&[&user_codes::STORAGE])])];

/// 請求先の変更 (C-039).
pub static BILLING: [Item; 3] = [
    item("billing-address", "請求書送付先", &[Part::Section(&address::BILLING)]),
    item(
        "billing-contact",
        "請求先担当者",
        &[Part::Section(&contact::BILLING_CONTACT), Part::Section(&notice_mails::NOTICE_MAILS)],
    ),
    item("payment", "支払の方法（口座振替・銀行振込）", &[Part::Section(&payment::PAYMENT)]),
];

/// The code of 機器共用.
pub const EQUIPMENT_SHARING: &str = "equipment-sharing";

/// The code of 契約解除・事業所廃止.
pub const TERMINATION: &str = "termination";

/// その他の契約変更 (C-049): one at a time, never beside a regular item (C-046, V-13).
pub static OTHERS: [Item; 7] = [
    item(EQUIPMENT_SHARING, "機器共用（追加・解除）", &[Rows(&sharing::SHARING)]).note(ASK_FIRST),
    item("joint-use", "共同利用（追加・解除）", &[]).note(ASK_FIRST),
    item("joint-use-office", "共同利用（新規事業所）", &[]).note(ASK_FIRST),
    item("transfer", "事業所間の登録情報の移動（付替）", &[]).note(ASK_FIRST),
    item(
        "all-offices",
        "関連事業所情報（契約者・管理責任者）の一括変更",
        &[Part::Section(&contractor::CONTRACTOR), Part::Section(&administrator::ADMINISTRATOR)],
    )
    .note(ASK_FIRST),
    item(
        "succession",
        "地位の承継",
        &[
            Fields(&[&office::COMPANY, &office::COMPANY_KANA]),
            Part::Section(&headquarters::HEADQUARTERS),
            Part::Section(&contractor::CONTRACTOR),
        ],
    )
    .note(ASK_FIRST),
    item(TERMINATION, "契約解除・事業所廃止", &[])
        .note("利用開始希望日に、契約を終了する日（契約満了日）を入力してください。最後のご請求は、契約満了日の翌月に確定します。"),
];

/// C-048.
const ASK_FIRST: &str = "事前にお問合せセンターにお問い合わせを行ってください。";

/// The codes of a table of items as choices of a field.
pub const fn choices<const N: usize>(items: &'static [Item; N]) -> [Choice; N] {
    let mut choices = [Choice { code: "", label: "" }; N];
    let mut place = 0;
    while place < N {
        choices[place] = Choice { code: items[place].code, label: items[place].label };
        place += 1;
    }
    choices
}

/// The notes of a table of items, each beside its choice.
pub const fn notes<const N: usize>(items: &'static [Item; N]) -> [ChoiceNote; N] {
    let mut notes: [ChoiceNote; N] = [("", ""); N];
    let mut place = 0;
    while place < N {
        notes[place] = (items[place].code, items[place].note);
        place += 1;
    }
    notes
}

const fn item(code: &'static str, label: &'static str, opens: &'static [Part]) -> Item {
    Item { code, label, needs_general: false, opens, note: "" }
}

impl Item {
    /// Whether lines are set up, moved or given up, which needs works and their day (N-013).
    pub fn needs_works(&self) -> bool {
        self.code == "lines"
    }

    const fn needs_general(mut self) -> Self {
        self.needs_general = true;
        self
    }

    const fn note(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }
}
