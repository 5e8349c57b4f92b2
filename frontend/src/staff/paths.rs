//! The URLs of the staff's page.

/// The queue.
pub const QUEUE: &str = "/staff";
/// ログイン.
pub const LOGIN: &str = "/staff/login";
/// The first password and the second factor.
pub const SETUP: &str = "/staff/setup";
/// The mails that were given up.
pub const MAILS: &str = "/staff/mails";
/// システム登録日.
pub const REGISTRATION_DAYS: &str = "/staff/registration-days";
/// The import of bills.
pub const BILLS: &str = "/staff/bills";
/// The members of staff.
pub const MEMBERS: &str = "/staff/members";

/// An application on the desk.
pub fn application(id: &str) -> String {
    format!("/staff/applications/{id}")
}
