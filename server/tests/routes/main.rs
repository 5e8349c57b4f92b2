//! The routes, on SQLite and (with `NSS_TEST_POSTGRES`) on PostgreSQL, with mail in memory and a fixed clock.

#![expect(clippy::unwrap_used, reason = "in a test the panic is the message")]

mod accounts;
mod applications;
mod backup;
mod bills;
mod center_answers;
mod changes;
mod clock_jobs;
mod contracts;
mod credential_notices;
mod dev;
mod drafts;
mod erasure;
mod every_route;
mod expiry;
mod faults;
mod files;
mod listener;
mod logs;
mod mail_failures;
mod menu;
mod metrics;
mod option_menu;
mod outages;
mod outbox;
mod password_reissues;
mod printed_forms;
mod proxies;

mod retention;
mod returns;
mod reviews;
mod sealed_drafts;
mod session;
mod settings;
mod staff;
mod start;
mod submission;
mod submission_batch;
mod support;
mod two_processes;
mod withdrawals;
