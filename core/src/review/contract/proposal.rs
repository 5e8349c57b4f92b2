//! The proposal: answers and rows of a contract for the places that the reviewer left empty.

use chrono::NaiveDate;

use crate::application::billing::address as billing;
use crate::application::{connection, lines, office, sharing, start, user_codes};
use crate::form::{At, Draft, Field, Row, RowId, Rows, Scope, Section};
use crate::review::codes;
use crate::value::number;
use user_codes::ids;

/// 機器種別 of a terminal (N-263).
const TERMINAL: &str = "PC";
/// The key of 機器種別 in a list of terminals.
const DEVICE: &str = "device";
/// 機器種別 of a server of 自社システム (N-172).
const SERVER: &str = "SERVER";

/// Writes 審査終了日, the part in a new 機器共用, and what the applicant's answers say: the desired 利用開始日, 企業略称 of 事業所追加,
/// 請求先コード of 一括請求.
pub fn propose(contract: &mut Draft, today: NaiveDate) {
    contract.set(At::once(&start::REVIEWED_DATE), &crate::value::date::write(today));
    propose_sharing(contract);
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

/// Writes the part of the office in each 機器共用 that its change begins: it asks for it (C-002).
fn propose_sharing(contract: &mut Draft) {
    let rows = Scope::whole(contract).rows(&sharing::SHARING).filter(|row| row.raw(&sharing::ROLE).is_empty());
    let places: Vec<At> = rows.map(|row| row.place(&sharing::ROLE)).collect();
    for at in places {
        contract.set(at, sharing::REQUESTER);
    }
}

/// The terminals or servers of a line, or behind the gateway, that were applied for (N-171, N-172).
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    list: &'static Section,
    line: Option<RowId>,
    count: usize,
    device: &'static str,
    mode: String,
}

fn wanted(contract: &Draft) -> Vec<Wanted> {
    let whole = Scope::whole(contract);
    let mailing =
        whole.rows(&user_codes::USER_CODES).flat_map(|code| code.rows(&ids::IDS)).map(|id| id.text(&ids::MODE));
    let mailing = mailing.map(std::borrow::Cow::into_owned).find(|mode| mode != "interactive");
    let mode = |is_interactive| if is_interactive { "interactive" } else { mailing.as_deref().unwrap_or("smtp") };
    let mut all = Vec::new();
    let mut want = |list: &'static Section, line, count: u32, device, mode: &str| {
        all.push(Wanted { list, line, count: count as usize, device, mode: mode.to_owned() });
    };
    if whole.is(&connection::KIND, "gateway_only") {
        let list = &connection::terminals::GATEWAY_TERMINALS;
        want(list, None, count(&whole, &connection::TERMINALS), TERMINAL, mode(false));
        want(list, None, count(&whole, &connection::SERVERS), SERVER, mode(false));
    }
    for line in whole.rows(&lines::LINES) {
        let is_interactive = line.is(&lines::METHOD, "general");
        let (field, device) = if is_interactive { (&lines::TERMINALS, TERMINAL) } else { (&lines::SERVERS, SERVER) };
        want(&lines::terminals::TERMINALS, line.ids().0, count(&line, field), device, mode(is_interactive));
    }
    all
}

/// Adds the terminals of each line that has none yet, or those behind the gateway: as many as were applied for, at most as many
/// as the list takes.
pub fn add_terminals(contract: &mut Draft, new_id: &mut dyn FnMut() -> RowId) {
    let wanted = wanted(contract);
    let without: Vec<&Wanted> =
        wanted.iter().filter(|wanted| contract.list(wanted.list, wanted.line).is_empty()).collect();
    for wanted in without {
        fill(contract, wanted, new_id);
    }
}

/// For a change of a contract: where the applicant wants other numbers of terminals, servers or 識別番号 than before, takes back
/// those that are too many, from the end, and adds those that are missing; 請求先コード is given anew if the answers about it changed, and 契約満了日 is
/// the confirmed day.
pub fn follow_changes(contract: &mut Draft, before: &Draft, new_id: &mut dyn FnMut() -> RowId) {
    let (old, now) = (wanted(before), wanted(contract));
    for wanted in now.iter().filter(|wanted| !old.contains(wanted)) {
        if contract.list(wanted.list, wanted.line).is_empty() {
            continue;
        }
        let devices: Vec<&str> = now
            .iter()
            .filter(|other| (other.list, other.line) == (wanted.list, wanted.line))
            .map(|other| other.device)
            .collect();
        let rows = contract.list(wanted.list, wanted.line);
        let device = |row: &Row| field(wanted.list, DEVICE).map_or("", |field| row.cell(field)).to_owned();
        let unwanted = rows.iter().filter(|row| !devices.contains(&&*device(row)));
        let surplus = rows.iter().filter(|row| device(row) == wanted.device).skip(wanted.count);
        let gone: Vec<RowId> = unwanted.chain(surplus).filter_map(Row::id).collect();
        for row in gone {
            contract.remove_row(wanted.list, wanted.line, row);
        }
        fill(contract, wanted, new_id);
    }
    follow_id_counts(contract, before);
    let differs = |field| contract.normal(At::once(field)) != before.normal(At::once(field));
    let ends = differs(&start::END_DATE);
    if (differs(&billing::COMBINED) || differs(&billing::CODE)) && !differs(&billing::CONTRACT_CODE) {
        contract.set(At::once(&billing::CONTRACT_CODE), "");
    }
    if ends {
        let last = contract.get(At::once(&start::CONFIRMED_DATE)).to_owned();
        contract.set(At::once(&start::END_DATE), &last);
    }
}

/// Adds rows until there are as many of the device as were applied for, or the list is full.
fn fill(contract: &mut Draft, wanted: &Wanted, new_id: &mut dyn FnMut() -> RowId) {
    let is_one = |row: &&Row| field(wanted.list, DEVICE).is_some_and(|field| row.cell(field) == wanted.device);
    let present = contract.list(wanted.list, wanted.line).iter().filter(is_one).count();
    let most = if let Rows::Many { most, .. } = wanted.list.rows { usize::from(most) } else { 0 };
    let free = most.saturating_sub(contract.list(wanted.list, wanted.line).len());
    for _ in 0..wanted.count.saturating_sub(present).min(free) {
        add_terminal(contract, wanted, new_id());
    }
}

fn add_terminal(contract: &mut Draft, wanted: &Wanted, id: RowId) {
    contract.add_row(wanted.list, wanted.line, id);
    for (key, text) in [(DEVICE, wanted.device), ("mode", &*wanted.mode)] {
        if let Some(field) = field(wanted.list, key) {
            let at = wanted.line.map_or(At::row(field, id), |row| At::inner(field, row, id));
            contract.set(at, text);
        }
    }
}

/// The question of a list of terminals: the lists of lines and of the gateway have the same ones.
fn field(list: &'static Section, key: &str) -> Option<&'static Field> {
    list.fields.iter().copied().find(|field| field.key == key)
}

fn count(scope: &Scope, field: &'static Field) -> u32 {
    number::parse(&scope.text(field)).unwrap_or(0)
}

/// Keeps the first 識別番号 of an ID that wants fewer than before, and adds the next ones of its user code to one that wants more. Numbers
/// that the reviewer has written stay.
fn follow_id_counts(contract: &mut Draft, before: &Draft) {
    let mut numbers: Vec<(At, String)> = Vec::new();
    for code in Scope::whole(contract).rows(&user_codes::USER_CODES) {
        let rows: Vec<Scope> = code.rows(&ids::IDS).collect();
        let used: Vec<_> = rows.iter().map(|id| id.text(&ids::NUMBERS)).collect();
        let is_free = |number: &String| !used.iter().flat_map(|used| used.split(' ')).any(|used| used == number);
        let mut free = (1..).map_while(codes::id_number).filter(is_free);
        for id in &rows {
            let [at, of_count] = [id.place(&ids::NUMBERS), id.place(&ids::COUNT)];
            let now = id.text(&ids::NUMBERS);
            let is_as_before = before.normal(at) == now && before.normal(of_count) != id.text(&ids::COUNT);
            if now.is_empty() || !is_as_before {
                continue;
            }
            let own = now.split(' ').map(str::to_owned).chain(free.by_ref());
            let own: Vec<String> = own.take(count(id, &ids::COUNT) as usize).collect();
            numbers.push((at, own.join(" ")));
        }
    }
    for (at, text) in numbers {
        contract.set(at, &text);
    }
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
