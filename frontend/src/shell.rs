//! The frame around every page: header, footer, notifications, the session's end, the update of an old page.

pub mod app_update;
pub mod footer;
pub mod header;
pub mod notification;
pub mod save_status;
pub mod session_timeout;
pub mod skip_link;

pub use app_update::{reload_when_old, tell_when_old};
pub use footer::Footer;
pub use header::Header;
pub use notification::NotificationBar;
pub use save_status::SaveStatusLine;
pub use session_timeout::SessionTimeout;
pub use skip_link::SkipLink;
