//! What stands around every page: header, footer, the word before a session ends.

mod footer;
mod header;
mod session_end;

pub(crate) use footer::footer;
pub(crate) use header::{header, log_out};
pub(crate) use session_end::session_end;
