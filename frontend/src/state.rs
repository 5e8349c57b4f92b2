//! The page's own state: the session, the notifications, the operator's links, the way to another page.

pub mod login_return;
pub mod navigation;
pub mod notifications;
pub mod operator_links;
pub mod session;
