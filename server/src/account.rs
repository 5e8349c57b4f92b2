//! Provisional accounts: passwords, sessions, rate limits, and the answers of the registration.

pub mod applicant_answers;
pub mod login;
pub mod password;
pub mod rate_limit;
pub mod session;
pub mod session_times;
pub mod tries;
