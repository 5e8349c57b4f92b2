//! The address: which page stands in it, and the way to another one.
//!
//! Not `leptos_router`: the table of addresses is one `match` (docs/decisions/0007).

use crate::dom::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use crate::dom::{self, listen};
use crate::signal::State;

/// The address of the page.
#[derive(Clone, Copy)]
pub(crate) struct Route(State<String>);

impl Route {
    /// Follows the browser's address from now on: links, Back and Forward.
    pub(crate) fn start() -> Self {
        let route = Self(State::new(path()));
        let back = move |_: Event| route.0.set(path());
        let click = move |event: Event| {
            if let Some(href) = own_link(&event) {
                event.prevent_default();
                route.go(&href, false);
            }
        };
        listen("popstate", Box::new(back));
        listen("click", Box::new(click));
        route
    }

    /// The path, as `/apply/office`.
    pub(crate) fn path(self) -> String {
        self.0.get()
    }

    /// To an address of ours, in place of the present one if `replace`. A `#` names what is to have the focus.
    pub(crate) fn go(self, href: &str, replace: bool) {
        if let Ok(history) = window().history() {
            let _ = if replace {
                history.replace_state_with_url(&JsValue::NULL, "", Some(href))
            } else {
                history.push_state_with_url(&JsValue::NULL, "", Some(href))
            };
        }
        let path = path();
        if path == self.0.get_untracked() {
            dom::reveal(&hash());
        } else {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            self.0.set(path);
        }
    }
}

/// What stands behind `#`; may be empty.
pub(crate) fn hash() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The query of the address with its `?`; empty without one.
pub(crate) fn query() -> String {
    window().location().search().unwrap_or_default()
}

fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The address of a link to one of our pages that was pressed plainly.
fn own_link(event: &Event) -> Option<String> {
    let click = event.dyn_ref::<MouseEvent>()?;
    if click.default_prevented() || click.button() != 0 || click.meta_key() || click.ctrl_key() || click.shift_key() {
        return None;
    }
    let pressed = event.target()?.dyn_into::<Element>().ok()?;
    let link = pressed.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let ours = Some(link.origin()) == window().location().origin().ok() && link.target().is_empty();
    let ours = ours && !link.has_attribute("download");
    ours.then(|| link.pathname() + &link.search() + &link.hash())
}
