//! `/apply/…`: from the guidance to the number.

pub(super) mod done;
pub(super) mod guidance;
