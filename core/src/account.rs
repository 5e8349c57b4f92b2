//! The provisional account (仮アカウント).

pub mod life;
pub mod limits;
pub mod password;
pub mod provisional;
