//! What the stories are told with: a server and a browser of one's own, and a person who uses them; and the drafts that
//! they and the laws are fed with ([`generate`]).

#[cfg(feature = "browser")]
pub mod axe;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "browser")]
pub mod document;
pub mod generate;
#[cfg(feature = "browser")]
pub mod person;
#[cfg(feature = "browser")]
pub mod service;

#[cfg(feature = "browser")]
pub use browser::{Browsers, Profile};
#[cfg(feature = "browser")]
pub use person::Person;
#[cfg(feature = "browser")]
pub use service::Service;
