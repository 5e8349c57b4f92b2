//! Rules over several pages.

use chrono::NaiveDate;

use super::{access, connection, lines, user_codes};
use crate::form::{At, Fault, Message, Place, Rule, Scope, Violation, documented};
use user_codes::ids;

static NO_NEW_LINE: Message = Message::blocks(
    "mode.line",
    "{row}の処理方式「{mode}」には、接続方式「{method}」の回線が必要です。「新しい回線を申し込む」を選択して回線を追加するか、処理方式を変更してください。",
);
static NO_LINE_YET: Message = Message::missing(
    "mode.line-missing",
    "{row}の処理方式「{mode}」のために、接続方式「{method}」の回線を追加してください。",
);
static NO_LINE_SERVES: Message = Message::blocks(
    "mode.line-method",
    "{row}の処理方式「{mode}」には、接続方式「{method}」の回線が必要です。その回線を追加するか、接続方式または処理方式を変更してください。",
);
static NOT_BY_NET: Message = Message::blocks(
    "mode.net",
    "{row}の処理方式「{mode}」は、netNACCSでは利用できません。「インタラクティブ」を選択してください。",
);

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NO_NEW_LINE, &NO_LINE_YET, &NO_LINE_SERVES, &NOT_BY_NET];

/// The rules over the whole form.
pub static RULES: &[Rule] = &[Rule {
    source: "N-141",
    description: documented(
        "Every user ID has a line that serves its 処理方式: インタラクティブ 一般接続 or netNACCS, the others ゲートウェイ接続.",
    ),
    messages: MESSAGES,
    check: modes_have_lines,
}];

/// Adds one fault for each ID that no line serves, and netNACCS neither. Its place is the first question of the page of lines, because
/// there may be no line; its sentence names the ID. Without 一般NACCS there is no such page: it stands at 処理方式. A line without an answer to 接続方式 serves every ID. While there is no line
/// yet, the fault only asks for one.
fn modes_have_lines(scope: &Scope, _: NaiveDate, faults: &mut Vec<Fault>) {
    let (uses_net, uses_general) = (access::uses_net(scope), access::uses_general(scope));
    let kind = scope.text(&connection::KIND);
    let served = |method: &str| match &*kind {
        _ if !uses_general => false,
        "gateway_only" => method == "gateway",
        _ => scope.rows(&lines::LINES).any(|line| {
            let answered = line.text(&lines::METHOD);
            answered.is_empty() || answered == method
        }),
    };
    let message = match &*kind {
        _ if !uses_general => &NOT_BY_NET,
        "" => return,
        "gateway_only" => &NO_NEW_LINE,
        _ if scope.rows(&lines::LINES).next().is_none() => &NO_LINE_YET,
        _ => &NO_LINE_SERVES,
    };
    // The package software works over the internet as well.
    let (general, gateway) = (uses_net || served("general"), served("gateway"));
    for code in scope.rows(&user_codes::USER_CODES) {
        for id in code.rows(&ids::IDS) {
            let mode = id.text(&ids::MODE);
            let (method, is_served) = match &*mode {
                "interactive" => ("general", general),
                "smtp" | "smtp-pop3" => ("gateway", gateway),
                _ => continue,
            };
            if is_served {
                continue;
            }
            let (row, inner) = id.ids();
            let violation = Violation::new(message)
                .with("row", scope.draft().row_name(&ids::IDS, row, inner))
                .with("mode", ids::MODE.kind.display(&mode).into_owned())
                .with("method", lines::METHOD.kind.display(method).into_owned());
            let at = if uses_general { At::once(&connection::KIND) } else { id.place(&ids::MODE) };
            faults.push(Fault { place: Place::Answer(at), violation });
        }
    }
}
