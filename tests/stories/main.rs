//! Stories in a real browser, named by what a person does.

mod accessibility;
mod account;
mod application;
mod crash;
mod field;
mod file;
mod help;
mod option_menu;
mod postcode;
mod rules;
mod sample;
