//! The server, as a library for its tests.
//!
//! Layers, each of which uses only those below it:
//!
//! 1. [`command`]: the commands of the binary
//! 2. [`http`] and [`jobs`]: what starts work
//! 3. [`state`]: the components, connected
//! 4. [`submission`], [`review`], [`desk`], [`draft`], [`file`], [`mail`], [`staff`], [`account`],
//!    [`postcodes`], [`terms`], [`csp_reports`]: the services
//! 5. [`error`], [`security`], [`cipher`], [`store`], [`config`], [`clock`], [`turns`]

pub mod account;
pub mod bill;
pub mod cipher;
pub mod clock;
pub mod command;
pub mod config;
pub mod csp_reports;
pub mod desk;
pub mod draft;
pub mod error;
pub mod file;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod postcodes;
pub mod printed_form;
pub mod review;
pub mod security;
pub mod staff;
pub mod state;
pub mod store;
pub mod submission;
pub mod terms;
pub mod turns;
