//! The user IDs (利用者ID) of a code, with their trades, 処理方式 and number of 識別番号.

use super::{SYSTEM, USER_CODES};
use crate::application::YES_NO;
use crate::form::{At, Fault, Field, Kind, Message, Offer, Rows, Rule, Scope, Violation, WayOut, documented};
use crate::section;
use crate::trade::{self, Fit, SYSTEMS, Trade};
use crate::value::choice::Choice;

/// 処理方式 over NACCS lines.
pub static MODES: [Choice; 3] = [
    Choice { code: "interactive", label: "インタラクティブ" },
    Choice { code: "smtp", label: "SMTP双方向" },
    Choice { code: "smtp-pop3", label: "SMTP/POP3" },
];

section! {
    /// N-131 … N-134; the documents give no most, 50 is ours.
    IDS = "ids", "ID", Rows::Many { least: 1, most: 50 }, .within(&USER_CODES), .rules(&[SHARED_BY_TWO, STORES_AT_SEA]);

    /// 要 when one ID is to serve several trades. N-130b, N-131.
    SSO = Field::new("sso", "シングルサインオン", Kind::Choice(&YES_NO)).default("no").hint("1つの利用者IDで複数の業種を使う場合に「要」を選択してください。");
    /// One, or several with SSO. N-130c, N-131, V-16.
    TRADES = Field::new("trades", "業種", Kind::Choices(&trade::CHOICES)).single_choice_when(&SSO, &["no"]).offer(offer, ways_out);
    /// N-130d.
    MODE = Field::new("mode", "処理方式", Kind::Choice(&MODES)).hint("パッケージソフトを利用する場合は「インタラクティブ」を選択してください。");
    /// The number of IDs, not of computers. N-130e, N-134.
    COUNT = Field::new("count", "識別番号数", Kind::Number { least: 1, most: 99 }).default("1").hint("利用者IDの数です（使用するパソコンの台数ではありません）。基本は「1」です。");
    /// As many as 識別番号数. N-261, N-265.
    NUMBERS = Field::new("numbers", "識別番号", Kind::Codes("X99")).by_center();
}

static NOT_IN_THIS_SYSTEM: Message =
    Message::blocks("trade.system", "業種「{trade}」は、システム区分「{system}」では選べません。");
static NOT_SHARED: Message =
    Message::blocks("trade.sso", "業種「{trade}」は、シングルサインオンの対象ではありません。");
static OTHER_GROUP: Message = Message::blocks(
    "trade.sso-group",
    "業種「{trade}」と「{other}」は、シングルサインオンのグループが異なるため、1つの利用者IDでは使えません。",
);
static OTHER_CODE: Message = Message::blocks(
    "trade.code-group",
    "業種「{trade}」と「{other}」はグループが異なるため、別の利用者コードが必要です。",
);
static TWO_TRADES: Message =
    Message::missing("trade.two", "シングルサインオンが「要」の場合は、業種を2つ以上選択してください。");
static UNSURE: Message = Message::warns(
    "trade.unsure",
    "業種「{trade}」をシステム区分「{system}」で利用できるかどうかは、審査で確認します。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NOT_IN_THIS_SYSTEM, &NOT_SHARED, &OTHER_GROUP, &OTHER_CODE, &TWO_TRADES, &UNSURE];

const SHARED_BY_TWO: Rule = Rule {
    source: "V-16",
    description: documented("An ID with single sign-on serves at least two trades."),
    messages: &[&TWO_TRADES],
    check: |scope, _, faults| {
        if !scope.is(&SSO, "yes") {
            return;
        }
        let trades = scope.text(&TRADES);
        if !trades.is_empty() && !trades.contains(' ') {
            faults.push(scope.fault(&TRADES, Violation::new(&TWO_TRADES)));
        }
    },
};

const STORES_AT_SEA: Rule =
    Rule {
        source: "N-130c",
        description: documented("機用品業 in 海上 is uncertain and warns."),
        messages: &[&UNSURE],
        check: |scope, _, faults: &mut Vec<Fault>| {
            let system = scope.text(&SYSTEM);
            for trade in Trade::of(&scope.text(&TRADES)) {
                if trade.fit(&system, scope.is(&SSO, "yes")) == Fit::Unsure {
                    faults.push(scope.fault(
                        &TRADES,
                        about(&UNSURE, trade).with("system", SYSTEM.kind.display(&system).into_owned()),
                    ));
                }
            }
        },
    };

fn about(message: &'static Message, trade: &Trade) -> Violation {
    Violation::new(message).with("trade", trade.label)
}

/// V-16: the システム区分, the marks and groups of シングルサインオン, and one group per user code.
fn offer(scope: &Scope, choice: &'static str) -> Offer {
    let Some(trade) = Trade::find(choice) else { return Offer::Free };
    let sso = scope.is(&SSO, "yes");
    let system = scope.text(&SYSTEM);
    if trade.fit(&system, sso) == Fit::No {
        let violation = about(&NOT_IN_THIS_SYSTEM, trade).with("system", SYSTEM.kind.display(&system).into_owned());
        return Offer::Refused(violation);
    }
    if sso {
        if !trade.sso {
            return Offer::Refused(about(&NOT_SHARED, trade));
        }
        let chosen = scope.text(&TRADES);
        if let Some(other) = Trade::of(&chosen).find(|other| other.group != trade.group) {
            return Offer::Refused(about(&OTHER_GROUP, trade).with("other", other.label));
        }
    }
    for id in scope.rows(&IDS).filter(|id| !id.same_row(scope)) {
        if let Some(other) = Trade::of(&id.text(&TRADES)).find(|other| !trade.shares_code_with(other)) {
            return Offer::Refused(about(&OTHER_CODE, trade).with("other", other.label));
        }
    }
    Offer::Free
}

fn ways_out(scope: &Scope, choice: &'static str) -> Vec<WayOut> {
    let trades = scope.place(&TRADES);
    let system = At { field: &SYSTEM, inner: None, ..trades };
    let mut ways: Vec<WayOut> = SYSTEMS.iter().map(|other| WayOut::answer(system, other.code)).collect();
    ways.push(WayOut::answer(trades, ""));
    ways.push(WayOut::answer(trades.beside(&SSO), "no").and(trades, choice));
    ways.push(WayOut::add_row(&IDS, Vec::new()));
    ways.extend(SYSTEMS.iter().map(|other| WayOut::add_row(&USER_CODES, vec![(&SYSTEM, other.code)])));
    ways
}
