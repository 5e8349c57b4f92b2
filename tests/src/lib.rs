//! The tools of the stories: a server and a browser for each story, a person who uses them, and generated drafts
//! ([`generate`]), which the property tests use too.

#[cfg(feature = "browser")]
pub mod axe;
#[cfg(feature = "browser")]
pub mod browser;
pub mod corpus;
#[cfg(feature = "browser")]
pub mod document;
pub mod generate;
#[cfg(feature = "browser")]
pub mod mail_server;
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
