//! `/api/staff/…`: members of the staff.

mod command;
mod desk;
mod log_ins;
mod members;
mod rights;
mod secrets;
mod sessions;
mod set_up;
