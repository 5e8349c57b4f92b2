//! システム設定申込 (N-280 … N-287, C-062): names and address of an office in English, and a document for each 業種 of its contract.

pub mod documents;
pub mod names;

use crate::application::{administrator, applicant, office, user_codes};
use crate::form::{At, Draft, Form, Message, Page, Scope};
use crate::postcode::prefecture_label;
use crate::trade::{self, Trade};

/// The form of システム設定申込.
pub static FORM: Form =
    Form {
        name: "settings", title: "システム設定申込", version: 1, pages: &[&PAGE], rules: &[], migrations: &[]
    };

/// The tab 名称, and the documents.
pub static PAGE: Page = Page {
    path: "settings",
    title: "システム設定申込",
    lead: "名称等の英文入力は必須です。郵便番号を入力して「反映」を押すと、所在地の和文と英文の案が入ります。英文は実際の表記を確認してください。",
    sections: &[&names::NAMES, &documents::DOCUMENTS],
};

/// Every sentence of these files.
pub static MESSAGES: &[&Message] = documents::MESSAGES;

/// V-18, N-286: the reminder for 通関業, which needs IDs of its own for its 通関士.
pub const CUSTOMS_BROKER: &str =
    "通関業（自社通関は除く）のお客様は、別途、通関士用の利用者ID（通関士ID）の申込みが必要です。";

/// A new draft, with what the contract says of the office and of its 管理責任者.
pub fn start(contract: &Draft) -> Draft {
    let whole = Scope::whole(contract);
    let text = |field| whole.text(field).into_owned();
    let prefecture = prefecture_label(&text(&office::PREFECTURE)).unwrap_or_default();
    let is_applicant = whole.is(&administrator::WHO, "applicant");
    let [family, given] = if is_applicant {
        [&applicant::FAMILY_NAME, &applicant::GIVEN_NAME]
    } else {
        [&administrator::FAMILY_NAME, &administrator::GIVEN_NAME]
    };
    let mut draft = Draft::empty(&FORM);
    for (field, answer) in [
        (&names::COMPANY, text(&office::COMPANY)),
        (&names::OFFICE, text(&office::NAME)),
        (&names::POSTCODE, text(&office::POSTCODE)),
        (&names::ADDRESS, format!("{prefecture}{}{}", text(&office::CITY), text(&office::STREET))),
        (&names::MANAGER, format!("{}　{}", text(family), text(given))),
    ] {
        draft.set(At::once(field), &answer);
    }
    draft
}

/// The 業種 of a contract, each once, in the official order.
pub fn trades(contract: &Draft) -> Vec<&'static Trade> {
    let whole = Scope::whole(contract);
    let ids = whole.rows(&user_codes::USER_CODES).flat_map(|code| code.rows(&user_codes::ids::IDS).collect::<Vec<_>>());
    let chosen: Vec<String> = ids.map(|id| id.text(&user_codes::ids::TRADES).into_owned()).collect();
    let is_chosen = |trade: &&Trade| chosen.iter().any(|codes| codes.split(' ').any(|code| code == trade.code));
    trade::TRADES.iter().filter(is_chosen).collect()
}

/// The reminder of 通関士, if the contract has 通関業 (V-18).
pub fn reminder(trades: &[&Trade]) -> Option<&'static str> {
    trades.iter().any(|trade| trade.code == "customs-broker").then_some(CUSTOMS_BROKER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application;
    use crate::form::{RowId, check};

    fn contract(trades: &[&str]) -> Draft {
        let mut contract = Draft::empty(&application::FORM);
        for (field, answer) in [
            (&office::COMPANY, "ナックスシステム株式会社"),
            (&office::NAME, "本社"),
            (&office::POSTCODE, "2120013"),
            (&office::PREFECTURE, "14"),
            (&office::CITY, "川崎市幸区"),
            (&office::STREET, "堀川町９９９　ナックスタワー１階"),
            (&administrator::WHO, "applicant"),
            (&applicant::FAMILY_NAME, "混載"),
            (&applicant::GIVEN_NAME, "一郎"),
        ] {
            contract.set(At::once(field), answer);
        }
        for (place, codes) in (1..).zip(trades) {
            let (code, id) = (RowId::from_random(place), RowId::from_random(place + 100));
            contract.add_row(&user_codes::USER_CODES, None, code);
            contract.add_row(&user_codes::ids::IDS, Some(code), id);
            contract.set(At::inner(&user_codes::ids::TRADES, code, id), codes);
        }
        contract
    }

    #[test]
    fn a_draft_begins_with_what_the_contract_says() {
        let draft = start(&contract(&[]));
        let answers = [&names::COMPANY, &names::OFFICE, &names::POSTCODE, &names::ADDRESS, &names::MANAGER]
            .map(|field| draft.get(At::once(field)));
        assert_eq!(
            answers,
            [
                "ナックスシステム株式会社",
                "本社",
                "2120013",
                "神奈川県川崎市幸区堀川町９９９　ナックスタワー１階",
                "混載　一郎"
            ]
        );
        let today = "2026-12-01".parse().unwrap();
        let wrong: Vec<_> =
            check(&draft, today).into_iter().filter(|fault| !fault.code().contains("missing")).collect();
        assert!(wrong.iter().all(|fault| fault.path() == "documents"), "{wrong:?}");
    }

    #[test]
    fn each_trade_stands_once_and_customs_brokers_are_reminded() {
        let codes = |contract: &Draft| trades(contract).iter().map(|trade| trade.code).collect::<Vec<_>>();
        let both = contract(&["own-customs customs-broker", "customs-broker"]);
        assert_eq!(codes(&both), ["customs-broker", "own-customs"]);
        assert_eq!(reminder(&trades(&both)), Some(CUSTOMS_BROKER));
        assert_eq!(reminder(&trades(&contract(&["own-customs"]))), None);
    }
}
