//! Stories in a real browser, named after the actions of a person.

mod accessibility;
mod account;
mod application;
mod crash;
mod draft;
mod field;
mod file;
mod filler;
mod first_load;
mod help;
mod keys;
mod lacking;
mod moment;
mod navigation;
mod notice;
mod option_menu;
mod postcode;
mod returned;
mod rows;
mod rules;
mod sample;
mod sealed;
mod staff;
mod tabs;
mod translation;
mod withdrawal;
