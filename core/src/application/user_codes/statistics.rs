//! 管理統計資料 and 保存サービス: only for trades that may have them, and storage only with the paid kind (V-17).

use super::ids::{IDS, TRADES};
use super::{PAID, SYSTEM, USER_CODES};
use crate::form::{Message, Offer, Scope, Violation, WayOut};
use crate::trade::{self, SYSTEMS, Statistics, Trade};

static NOT_FOR_THESE_TRADES: Message = Message::blocks(
    "statistics.trade",
    "{label}は、この利用者コードの業種では申し込めません。申し込める業種：{trades}。",
);
static STORAGE_NEEDS_PAID: Message =
    Message::blocks("statistics.storage", "{label}を申し込むには、管理統計資料（有料）が必要です。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&NOT_FOR_THESE_TRADES, &STORAGE_NEEDS_PAID];

/// 有料分.
pub(super) fn paid(scope: &Scope, choice: &'static str) -> Offer {
    offer(scope, choice, Statistics::Paid)
}

/// 無料分.
pub(super) fn free(scope: &Scope, choice: &'static str) -> Offer {
    offer(scope, choice, Statistics::Free)
}

/// 保存サービス.
pub(super) fn storage(scope: &Scope, choice: &'static str) -> Offer {
    match offer(scope, choice, Statistics::Storage) {
        Offer::Free if choice == "yes" && !scope.is(&PAID, "yes") => {
            Offer::Refused(Violation::new(&STORAGE_NEEDS_PAID))
        }
        offer => offer,
    }
}

/// The union over the trades of the code (W4): one trade that may have it is enough.
fn offer(scope: &Scope, choice: &'static str, statistics: Statistics) -> Offer {
    if choice != "yes" {
        return Offer::Free;
    }
    let mut is_answered = false;
    for id in scope.rows(&IDS) {
        for trade in Trade::of(&id.text(&TRADES)) {
            is_answered = true;
            if trade.may_have(statistics) {
                return Offer::Free;
            }
        }
    }
    // A trade that is not answered yet may allow it.
    if !is_answered {
        return Offer::Free;
    }
    let trades: Vec<&str> = having(statistics).map(|trade| trade.label).collect();
    Offer::Refused(Violation::new(&NOT_FOR_THESE_TRADES).with("trades", trades.join("、")))
}

fn having(statistics: Statistics) -> impl Iterator<Item = &'static Trade> {
    trade::TRADES.iter().filter(move |trade| trade.may_have(statistics))
}

pub(super) fn paid_ways_out(scope: &Scope, _: &'static str) -> Vec<WayOut> {
    ways_out(scope, Statistics::Paid)
}

pub(super) fn free_ways_out(scope: &Scope, _: &'static str) -> Vec<WayOut> {
    ways_out(scope, Statistics::Free)
}

pub(super) fn storage_ways_out(scope: &Scope, _: &'static str) -> Vec<WayOut> {
    let with_paid = |way: WayOut| way.and(scope.place(&PAID), "yes");
    let mut ways = vec![WayOut::answer(scope.place(&PAID), "yes")];
    ways.extend(ways_out(scope, Statistics::Storage).into_iter().map(|way| match &way.new_row {
        Some((section, _)) if **section == USER_CODES => way,
        _ => with_paid(way),
    }));
    ways
}

/// A trade for an ID without one; a new ID; or a new code.
fn ways_out(scope: &Scope, statistics: Statistics) -> Vec<WayOut> {
    let mut ways = Vec::new();
    let unanswered = scope.rows(&IDS).find(|id| id.text(&TRADES).is_empty());
    for trade in having(statistics) {
        if let Some(id) = &unanswered {
            ways.push(WayOut::answer(id.place(&TRADES), trade.code));
        }
        ways.push(WayOut::add_row(&IDS, vec![(&TRADES, trade.code)]));
    }
    for trade in having(statistics) {
        for system in &SYSTEMS {
            let mut answers = vec![(&SYSTEM, system.code), (&TRADES, trade.code)];
            if statistics == Statistics::Storage {
                answers.push((&PAID, "yes"));
            }
            ways.push(WayOut::add_row(&USER_CODES, answers));
        }
    }
    ways
}
