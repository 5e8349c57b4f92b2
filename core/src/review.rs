//! 審査 and what follows it: from the receipt number to 利用開始 (N-013 … N-016, N-236 … N-292).

#[cfg(feature = "server")]
pub mod calendar_file;
pub mod codes;
pub mod contract;
pub mod counts;
pub mod deadline;
pub mod due;
pub mod life;
pub mod milestones;
pub mod news;
pub mod next_step;
#[cfg(feature = "server")]
pub mod notice;
pub mod reason;

pub use life::{Actor, Kind, Move, State};
pub use reason::Reason;

use crate::form::{Form, Wire};
use crate::{application, change_application, settings};

/// The form of the document of a registered application; none for a name that this version does not know.
pub fn form_of(document: &Wire) -> Option<&'static Form> {
    [&application::FORM, &settings::FORM, &change_application::FORM].into_iter().find(|form| form.name == document.form)
}
