//! The edge: the URL table, its handlers, and everything that speaks HTTP.

pub mod body_slot;
pub mod client_ip;
pub mod csrf;
pub mod current_account;
pub mod current_staff;
pub mod download;
pub mod handler;
pub mod listener;
pub mod metrics;
pub mod openapi;
pub mod postcode_shards;
pub mod problem;
pub mod router;
pub mod session_cookie;
pub mod site;
