//! What the stories are told with: a server and a browser of one's own, and a person who uses them.

pub mod axe;
pub mod browser;
pub mod person;
pub mod service;

pub use browser::Browsers;
pub use person::Person;
pub use service::Service;
