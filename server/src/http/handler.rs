//! The handlers: one file for each noun of the URL table.

pub mod account;
pub mod application;
pub mod csp_report;
pub mod desk;
pub mod desk_file;
pub mod desk_move;
pub mod dev;
pub mod draft;
pub mod file;
pub mod health;
pub mod menu;
pub mod openapi;
pub mod password_reissue;
pub mod registration_day;
pub mod resubmission;
pub mod sealed_draft;
pub mod session;
pub mod staff_member;
pub mod staff_password;
pub mod staff_second_factor;
pub mod staff_session;
pub mod submission;
pub mod terms;
pub mod undelivered_mail;
pub mod withdrawal;
