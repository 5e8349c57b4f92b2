//! The router's `navigate` as a context that is `Copy`: event handlers and tasks have no context of their own.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::login_return;

type Navigate = Arc<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// The way to another page.
#[derive(Clone, Copy)]
pub struct Navigation(StoredValue<Navigate>);

/// The way to another page, from the page around a component.
pub fn use_navigation() -> Navigation {
    expect_context()
}

impl Navigation {
    /// The way of the router around the caller.
    pub fn of_router() -> Self {
        Self(StoredValue::new(Arc::new(use_navigate())))
    }

    /// The way that leads nowhere: for rendering without a router.
    pub fn nowhere() -> Self {
        Self(StoredValue::new(Arc::new(|_, _| ())))
    }

    /// Opens a path.
    pub fn go(self, path: &str) {
        self.navigate(path, false);
    }

    /// Opens a path in place of the open page: Back does not lead here.
    pub fn replace(self, path: &str) {
        self.navigate(path, true);
    }

    /// Opens the login page; the login leads back here.
    pub fn to_login(self) {
        login_return::remember();
        self.replace("/login");
    }

    fn navigate(self, path: &str, replace: bool) {
        // Cloned out of the store: the router may use this context while it navigates.
        let navigate = self.0.get_value();
        navigate(path, NavigateOptions { replace, ..NavigateOptions::default() });
    }
}
