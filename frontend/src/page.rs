//! The pages of the site; `app.rs` maps their URLs.

pub mod application;
pub mod apply;
pub mod change;
pub mod credentials;
pub mod form;
pub mod home;
pub mod login;
pub mod menu;
pub mod not_found;
pub mod password_reset;
pub mod register;
pub mod settings;
pub mod standard_days;
pub mod terms;
