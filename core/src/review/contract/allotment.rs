//! The series of codes that an approval allots, and the places that still want one.

use crate::application::billing::address as billing;
use crate::application::{connection, lines, office, user_codes};
use crate::form::{At, Draft, Scope};
use crate::review::codes;

/// A series of codes. Each code is given once; a counter beside the store of codes knows the last number of each series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// 企業略称.
    Abbreviation,
    /// 事業所コード, counted in each company.
    OfficeCode,
    /// 利用者コード, counted in each company.
    UserCode,
    /// 請求先コード.
    BillingCode,
    /// 回線番号.
    LineNumber,
    /// 論理端末名.
    TerminalName,
}

impl Series {
    /// Every series; 企業略称 first, which others contain.
    pub const ALL: [Self; 6] =
        [Self::Abbreviation, Self::OfficeCode, Self::UserCode, Self::BillingCode, Self::LineNumber, Self::TerminalName];

    /// Its word in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Abbreviation => "company",
            Self::OfficeCode => "office",
            Self::UserCode => "user",
            Self::BillingCode => "billing",
            Self::LineNumber => "line",
            Self::TerminalName => "terminal",
        }
    }

    /// Whether it is counted in each company by itself.
    pub const fn is_of_company(self) -> bool {
        matches!(self, Self::OfficeCode | Self::UserCode)
    }

    /// Its `nth` code, counted from 1; `abbreviation` is the company's. None: the series is used up.
    pub fn nth(self, abbreviation: &str, nth: u32) -> Option<String> {
        match self {
            Self::Abbreviation => codes::abbreviation(nth),
            Self::OfficeCode => codes::office_code(abbreviation, nth),
            Self::UserCode => codes::user_code(abbreviation, nth),
            Self::BillingCode => codes::billing_code(nth),
            Self::LineNumber => codes::line_number(nth),
            Self::TerminalName => codes::terminal_name(nth),
        }
    }

    /// The places of its codes in a contract, in order. A code that another contract gave is none of them: 企業略称 of
    /// 事業所追加, 請求先コード of 一括請求.
    pub fn places(self, contract: &Draft) -> Vec<At> {
        let whole = Scope::whole(contract);
        let once = |field, is_own: bool| if is_own { vec![At::once(field)] } else { Vec::new() };
        match self {
            Self::Abbreviation => once(&office::ABBREVIATION, !whole.is(&office::KIND, "additional")),
            Self::OfficeCode => once(&office::CODE, true),
            Self::BillingCode => once(&billing::CONTRACT_CODE, !whole.is(&billing::COMBINED, "yes")),
            Self::UserCode => whole.rows(&user_codes::USER_CODES).map(|row| row.place(&user_codes::CODE)).collect(),
            Self::LineNumber => whole.rows(&lines::LINES).map(|row| row.place(&lines::NUMBER)).collect(),
            Self::TerminalName => {
                let of_lines = whole.rows(&lines::LINES).flat_map(|line| line.rows(&lines::terminals::TERMINALS));
                let of_lines = of_lines.map(|row| row.place(&lines::terminals::NAME));
                let behind = whole.rows(&connection::terminals::GATEWAY_TERMINALS);
                of_lines.chain(behind.map(|row| row.place(&connection::terminals::NAME))).collect()
            }
        }
    }
}

/// The places of a series that have no code yet.
pub fn unallotted(contract: &Draft, series: Series) -> Vec<At> {
    let mut places = series.places(contract);
    places.retain(|at| contract.get(*at).is_empty());
    places
}
