//! The server, as a library for its tests.

pub mod app;
pub mod client;
pub mod clock;
pub mod command;
pub mod file;
pub mod guard;
pub mod handler;
pub mod jobs;
pub mod mailer;
pub mod openapi;
pub mod outbox;
pub mod password;
pub mod postcodes;
pub mod problem;
mod queue;
pub mod rate_limit;
pub mod registered;
pub mod registrar;
pub mod router;
pub mod sealed;
pub mod session;
pub mod settings;
pub mod site;
pub mod store;
pub mod terms;
