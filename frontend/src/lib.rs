//! The page of NSS (NACCSサポートシステム): draws the forms that core declares and keeps the answers.
//!
//! Layers, each uses only those behind it: `app` → `page` → `component`, `control`, `shell` → `draft` → `state` → `api` → `browser`.
//! With the feature `csr` the crate runs in the browser; with `ssr` the same components render to HTML text.

pub mod api;
pub mod app;
pub mod browser;
pub mod component;
pub mod control;
pub mod date_format;
pub mod draft;
#[cfg(all(test, feature = "ssr"))]
mod gallery;
pub mod page;
pub mod paths;
pub mod shell;
pub mod staff;
pub mod state;
