//! The operator's pages behind the 「こちら」 of hints.

use leptos::prelude::*;
use nss_core::api::Link;

use crate::api::Api;

/// The operator's table of links.
#[derive(Clone, Copy)]
pub struct OperatorLinks(LocalResource<Vec<Link>>);

/// The operator's links of the page around a component; none where they were never fetched.
pub fn use_operator_links() -> Option<OperatorLinks> {
    use_context()
}

impl OperatorLinks {
    /// Fetches the table. Without it every question is complete, so that an error shows no links.
    pub fn fetch(api: Api) -> Self {
        Self(LocalResource::new(move || async move {
            let mut links = api.terms().await.map(|terms| terms.links).unwrap_or_default();
            links.retain(|link| !link.url.is_empty());
            links
        }))
    }

    /// The link with this key.
    pub fn find(self, key: &str) -> Option<Link> {
        self.0.with(|links| links.as_ref()?.iter().find(|link| link.key == key).cloned())
    }
}
