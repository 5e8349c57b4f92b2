//! Stories in a real browser, named by what a person does.

mod account;
mod application;
mod sample;
