//! The paper form of NSS (NACCSサポートシステム) and its rules, stated once.
//!
//! Start here: [`application`], [`change_application`], [`settings`] and [`account`] are the forms, page by page; [`form`] is the engine that they are
//! declared on; [`value`] has the kinds of answer; [`trade`] and [`option_menu`] are the tables.
//!
//! No clock, no I/O, no randomness, no floats: the same bytes in the browser and on the server.

pub mod account;
pub mod api;
pub mod application;
pub mod bill;
pub mod calendar;
pub mod change_application;
pub mod file;
pub mod form;
#[cfg(feature = "server")]
pub mod mail;
pub mod message;
pub mod option_menu;
pub mod postcode;
#[cfg(feature = "server")]
pub mod print;
pub mod receipt_number;
pub mod review;
pub mod settings;
pub mod staff;
pub mod trade;
pub mod value;

/// The hash of core's sources: builds with the same hash give the same results.
pub const RULES: &str = env!("NSS_RULES");

/// Every sentence about an answer, for the tests and the manual.
#[cfg(feature = "server")]
pub fn messages() -> Vec<&'static message::Message> {
    let kinds = value::MESSAGES.iter().copied();
    let engine = [
        form::center::MESSAGES,
        form::check::MESSAGES,
        form::kind::MESSAGES,
        form::settle::MESSAGES,
        file::refusal::MESSAGES,
    ];
    let domain = application::MESSAGES.into_iter();
    let domain = domain.chain([
        option_menu::MESSAGES,
        review::contract::MESSAGES,
        settings::MESSAGES,
        change_application::access::MESSAGES,
        change_application::company::MESSAGES,
        change_application::opening::MESSAGES,
        change_application::sharing::MESSAGES,
        change_application::termination::MESSAGES,
        change_application::request::MESSAGES,
    ]);
    let bills = [bill::MESSAGES, bill::table::MESSAGES];
    kinds.chain(engine).chain(domain).chain(bills).flatten().copied().collect()
}
