//! Files of applicants (F078 … F086): taken in piece by piece, looked at, kept, given out, and erased once nobody needs them.
//! What may be attached, and the words of every refusal, are core's (`nss_core::file`).

pub mod attach;
pub mod blank_form;
pub mod depot;
pub mod download;
pub mod hand_over;
pub mod look;
pub mod place;
pub mod spool;
pub mod sweep;
