//! Support for all tests: a server, a browser, filled forms, and the check against the OpenAPI document.

pub(crate) mod browser;
pub(crate) mod content;
pub(crate) mod contract;
pub(crate) mod form;
pub(crate) mod mail_server;
pub(crate) mod process;
pub(crate) mod staff;
pub(crate) mod world;

pub(crate) use browser::{Browser, Reply};
pub(crate) use contract::Operation;
pub(crate) use mail_server::{Answer, MailServer};
pub(crate) use world::{World, at, on_each_store, on_postgres};
