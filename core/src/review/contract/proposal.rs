//! The proposal: answers and rows of a contract for the places that the reviewer left empty.

use chrono::NaiveDate;

use crate::application::billing::address as billing;
use crate::application::{connection, lines, office, start, user_codes};
use crate::form::{At, Draft, Field, RowId, Rows, Scope, Section};
use crate::review::codes;
use crate::value::number;
use user_codes::ids;

/// 機器種別 of a terminal (N-263).
const TERMINAL: &str = "PC";
/// 機器種別 of a server of 自社システム (N-172).
const SERVER: &str = "SERVER";

/// Writes 審査終了日, and what the applicant's answers say: the desired 利用開始日, 企業略称 of 事業所追加, 請求先コード of 一括請求.
pub fn propose(contract: &mut Draft, today: NaiveDate) {
    contract.set(At::once(&start::REVIEWED_DATE), &crate::value::date::write(today));
    for (to, from) in [
        (&start::CONFIRMED_DATE, &start::DATE),
        (&office::ABBREVIATION, &office::COMPANY_CODE),
        (&billing::CONTRACT_CODE, &billing::CODE),
    ] {
        if contract.get(At::once(to)).is_empty() {
            let text = contract.normal(At::once(from)).into_owned();
            contract.set(At::once(to), &text);
        }
    }
}

/// Adds the terminals of each line that has none yet, or those behind the gateway: as many as were applied for (N-171,
/// N-172), at most as many as the list takes.
pub fn add_terminals(contract: &mut Draft, new_id: &mut dyn FnMut() -> RowId) {
    let whole = Scope::whole(contract);
    let mailing =
        whole.rows(&user_codes::USER_CODES).flat_map(|code| code.rows(&ids::IDS)).map(|id| id.text(&ids::MODE));
    let mailing = mailing.map(std::borrow::Cow::into_owned).find(|mode| mode != "interactive");
    let mode = |is_interactive| if is_interactive { "interactive" } else { mailing.as_deref().unwrap_or("smtp") };
    let mut new: Vec<(&'static Section, Option<RowId>, u32, [&str; 2])> = Vec::new();
    if whole.is(&connection::KIND, "gateway_only") {
        let list = &connection::terminals::GATEWAY_TERMINALS;
        if whole.rows(list).next().is_none() {
            new.push((list, None, count(&whole, &connection::TERMINALS), [TERMINAL, mode(false)]));
            new.push((list, None, count(&whole, &connection::SERVERS), [SERVER, mode(false)]));
        }
    }
    for line in whole.rows(&lines::LINES) {
        let list = &lines::terminals::TERMINALS;
        if line.rows(list).next().is_none() {
            let (row, is_interactive) = (line.ids().0, line.is(&lines::METHOD, "general"));
            let (field, device) =
                if is_interactive { (&lines::TERMINALS, TERMINAL) } else { (&lines::SERVERS, SERVER) };
            new.push((list, row, count(&line, field), [device, mode(is_interactive)]));
        }
    }
    let new: Vec<_> =
        new.into_iter().map(|(list, row, count, texts)| (list, row, count, texts.map(str::to_owned))).collect();
    for (list, row, count, texts) in new {
        let Rows::Many { most, .. } = list.rows else { continue };
        for _ in contract.list(list, row).len()..usize::from(most).min(contract.list(list, row).len() + count as usize)
        {
            add_terminal(contract, list, row, new_id(), &texts);
        }
    }
}

fn add_terminal(contract: &mut Draft, list: &'static Section, row: Option<RowId>, id: RowId, texts: &[String; 2]) {
    contract.add_row(list, row, id);
    for (key, text) in ["device", "mode"].into_iter().zip(texts) {
        if let Some(field) = list.fields.iter().find(|field| field.key == key) {
            let at = row.map_or(At::row(field, id), |row| At::inner(field, row, id));
            contract.set(at, text);
        }
    }
}

fn count(scope: &Scope, field: &'static Field) -> u32 {
    number::parse(&scope.text(field)).unwrap_or(0)
}

/// Writes the 識別番号 of each ID that has none: as many as were applied for, the next ones of its user code.
pub fn number_ids(contract: &mut Draft) {
    let mut numbers: Vec<(At, String)> = Vec::new();
    for code in Scope::whole(contract).rows(&user_codes::USER_CODES) {
        let rows: Vec<Scope> = code.rows(&ids::IDS).collect();
        let used: Vec<_> = rows.iter().map(|id| id.text(&ids::NUMBERS)).collect();
        let is_free = |number: &String| !used.iter().flat_map(|used| used.split(' ')).any(|used| used == number);
        let mut free = (1..).map_while(codes::id_number).filter(is_free);
        for id in rows.iter().filter(|id| id.text(&ids::NUMBERS).is_empty()) {
            let own: Vec<String> = free.by_ref().take(count(id, &ids::COUNT) as usize).collect();
            numbers.push((id.place(&ids::NUMBERS), own.join(" ")));
        }
    }
    for (at, text) in numbers {
        contract.set(at, &text);
    }
}
