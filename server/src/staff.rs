//! Staff (職員) of the center: members, their second factor, log-ins and sessions. Nothing here opens an applicant's
//! account.

pub mod login;
pub mod members;
pub mod second_factor;
pub mod session;
