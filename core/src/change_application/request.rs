//! 契約変更に関する項目: the items, the other change, the reason (C-030 … C-051).

use super::company;
use super::items::{self, Item, choices, notes};
use crate::application::{access, office};
use crate::form::{ChoiceNote, Fault, Field, Kind, Message, Offer, Rows, Rule, Scope, Violation, WayOut, documented};
use crate::section;
use crate::value::choice::Choice;

static OFFICE_ITEMS: [Choice; 4] = choices(&items::OFFICE);
static CODE_ITEMS: [Choice; 3] = choices(&items::CODES);
static NET_ITEMS: [Choice; 2] = choices(&items::NET);
static LINE_ITEMS: [Choice; 3] = choices(&items::LINES);
static FEE_PLAN_ITEMS: [Choice; 1] = choices(&items::FEE_PLAN);
static STATISTICS_ITEMS: [Choice; 1] = choices(&items::STATISTICS);
static STORAGE_ITEMS: [Choice; 1] = choices(&items::STORAGE);
static BILLING_ITEMS: [Choice; 3] = choices(&items::BILLING);
static OTHER_ITEMS: [Choice; 7] = choices(&items::OTHERS);
static OFFICE_NOTES: [ChoiceNote; 4] = notes(&items::OFFICE);
static OTHER_NOTES: [ChoiceNote; 7] = notes(&items::OTHERS);
/// The consent to a change of all offices of the company (C-022).
static WHOLE_COMPANY_CHOICES: [Choice; 1] =
    [Choice { code: "all", label: "同一企業略称の全事業所の情報を変更します。" }];
static YES_OR_NO: [Choice; 2] = [Choice { code: "yes", label: "あり" }, Choice { code: "no", label: "なし" }];

section! {
    /// The items that this application changes. C-030, C-046 … C-051.
    REQUEST = "change", "契約変更に関する項目", Rows::Once, .rules(&[SOMETHING]);

    /// C-031, C-032.
    OFFICE = Field::new("office", "本社・事業所の変更", Kind::Choices(&OFFICE_ITEMS)).optional().notes(&OFFICE_NOTES).offer(offer, ways_out);
    /// C-033.
    CODES = Field::new("codes", "利用業種・利用者コード等の変更", Kind::Choices(&CODE_ITEMS)).optional().offer(offer, ways_out);
    /// C-034.
    NET = Field::new("net", "端末・証明書の変更（netNACCS）", Kind::Choices(&NET_ITEMS)).optional().offer(offer, ways_out);
    /// C-035.
    LINES = Field::new("lines", "回線・端末等の変更（一般NACCS）", Kind::Choices(&LINE_ITEMS)).optional().offer(offer, ways_out);
    /// C-036.
    FEE_PLAN = Field::new("fee_plan", "料金プランの変更", Kind::Choices(&FEE_PLAN_ITEMS)).optional().offer(offer, ways_out);
    /// C-037.
    STATISTICS = Field::new("statistics", "管理統計資料の変更", Kind::Choices(&STATISTICS_ITEMS)).optional().offer(offer, ways_out);
    /// C-038.
    STORAGE = Field::new("storage", "保税管理資料保存サービスの変更", Kind::Choices(&STORAGE_ITEMS)).optional().offer(offer, ways_out);
    /// C-039.
    BILLING = Field::new("billing", "請求先の変更", Kind::Choices(&BILLING_ITEMS)).optional().offer(offer, ways_out);
    /// C-047.
    OTHER = Field::new("other", "その他の契約変更", Kind::Choice(&YES_OR_NO)).default("no").hint("上の項目の変更と「その他の契約変更」を同時に申し込むことはできません。");
    /// C-049.
    OTHER_ITEM = Field::new("other_item", "その他の契約変更の内容", Kind::Choice(&OTHER_ITEMS)).notes(&OTHER_NOTES).when(&OTHER, &["yes"]);
    /// C-049, V-14.
    TRANSFER_TO = Field::new("transfer_to", "付替先事業所コード", Kind::Code(office::CODE_SHAPE)).when(&OTHER_ITEM, &["transfer"]).hint("英数字6桁　例：NAC001");
    /// Asked for where answers of the whole company may change; needed once they do. C-022.
    WHOLE_COMPANY = Field::new("whole_company", "全事業所の変更の確認", Kind::Choices(&WHOLE_COMPANY_CHOICES)).optional().when_holds("an item that may change the whole company is chosen", company::is_touched).hint("企業名の変更と一括変更は、同一企業略称の全事業所に反映されます。変更する場合は、チェックが必要です。");
    /// At most 240 characters. C-051, V-02.
    REASON = Field::new("reason", "変更する理由", Kind::FreeText(240)).example("機器共用解除のため").link("change-reason-examples");
}

/// The questions of regular items, each with its items, in the order of the page.
pub static GROUPS: [(&Field, &[Item]); 8] = [
    (&OFFICE, &items::OFFICE),
    (&CODES, &items::CODES),
    (&NET, &items::NET),
    (&LINES, &items::LINES),
    (&FEE_PLAN, &items::FEE_PLAN),
    (&STATISTICS, &items::STATISTICS),
    (&STORAGE, &items::STORAGE),
    (&BILLING, &items::BILLING),
];

static NOTHING: Message = Message::missing("change.nothing", "変更する項目を1つ以上選択してください。");
static BESIDE: Message = Message::blocks(
    "change.beside-other",
    "「その他の契約変更」と同時に申し込むことはできません。両方を変更する場合は、変更申込を2回に分けてください。",
);
static NO_GENERAL: Message = Message::blocks(
    "change.no-general",
    "契約に一般NACCSがないため選択できません。一般NACCSは「一般NACCS回線の登録情報」で追加できます。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NOTHING, &BESIDE, &NO_GENERAL];

const SOMETHING: Rule = Rule {
    source: "C-030",
    description: documented("At least one item is chosen, or an other change (V-13, V-14)."),
    messages: &[&NOTHING],
    check: |scope, _, faults: &mut Vec<Fault>| {
        if !scope.is(&OTHER, "yes") && regular(scope).next().is_none() {
            faults.push(scope.fault(&OFFICE, Violation::new(&NOTHING)));
        }
    },
};

/// A regular item stands beside no other change (V-13), and one of terminals or mailboxes needs 一般NACCS.
fn offer(scope: &Scope, code: &'static str) -> Offer {
    let item = GROUPS.iter().flat_map(|(_, items)| *items).find(|item| item.code == code);
    let needs_general = item.is_some_and(|item| item.needs_general);
    if scope.is(&OTHER, "yes") {
        Offer::Refused(Violation::new(&BESIDE))
    } else if needs_general && !access::uses_general(scope) {
        Offer::Refused(Violation::new(&NO_GENERAL))
    } else {
        Offer::Free
    }
}

fn ways_out(scope: &Scope, _: &'static str) -> Vec<WayOut> {
    vec![WayOut::answer(scope.place(&OTHER), "no")]
}

/// The regular items that are chosen.
pub fn regular<'a>(scope: &'a Scope) -> impl Iterator<Item = &'static Item> + use<'a> {
    GROUPS.iter().flat_map(|(field, items)| {
        let codes = scope.text(field).into_owned();
        items.iter().filter(move |item| codes.split(' ').any(|code| code == item.code)).collect::<Vec<_>>()
    })
}

/// Every chosen item: the regular ones, or the other one.
pub fn chosen(scope: &Scope) -> Vec<&'static Item> {
    let other = if scope.is(&OTHER, "yes") { scope.code(&OTHER_ITEM) } else { "" };
    let other = items::OTHERS.iter().filter(|item| item.code == other);
    regular(scope).chain(other).collect()
}
