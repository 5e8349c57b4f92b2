//! What stands around every page: header, footer, the words that must be seen wherever one is.

mod footer;
mod header;
mod news;
mod renewal;
mod session_end;

pub(crate) use footer::footer;
pub(crate) use header::{header, log_out};
pub(crate) use news::news;
pub(crate) use renewal::renew_when_old;
pub(crate) use session_end::session_end;
