//! Elements of the page: built once, and only what depends on a signal is drawn again.
//!
//! Views are plain data to the compiler: no type per view, so that the page stays small (docs/decisions/0007).

use std::cell::RefCell;

use crate::dom::document;
use crate::signal::follow;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{self, Element, Event, Node};

/// An element under construction.
pub(crate) struct El(Element);

/// An element with its name in the stylesheet (may be empty).
pub(crate) fn el(tag: &str, class: &str) -> El {
    let element = document().create_element(tag).expect("the names of elements are ours");
    let el = El(element);
    if class.is_empty() { el } else { el.set("class", class) }
}

/// A link to another page.
pub(crate) fn link(href: &str, words: &str) -> El {
    el("a", "").set("href", href).text(words)
}

/// A link to a file, to be saved under the name that the server says.
pub(crate) fn download(href: &str, words: &str) -> El {
    link(href, words).set("download", "")
}

/// A button that does something here. `variant` is `primary`, `danger` or empty.
pub(crate) fn button(words: &str, variant: &str, press: impl Fn() + 'static) -> El {
    let button = el("button", "app-button").set("type", "button").text(words).on("click", move |_| press());
    if variant.is_empty() { button } else { button.set("data-variant", variant) }
}

/// A button that looks like a link: 元に戻す.
pub(crate) fn link_button(words: &str, press: impl Fn() + 'static) -> El {
    el("button", "app-link-button").set("type", "button").text(words).on("click", move |_| press())
}

impl El {
    /// Sets an attribute.
    pub(crate) fn set(self, name: &str, value: &str) -> Self {
        // Only a name that is no name fails, and the names are ours.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Adds text.
    pub(crate) fn text(self, words: &str) -> Self {
        self.append(&document().create_text_node(words))
    }

    /// Adds a child.
    #[expect(clippy::needless_pass_by_value, reason = "an element that was added is built")]
    pub(crate) fn add(self, child: Self) -> Self {
        self.append(&child.0)
    }

    /// Adds children.
    pub(crate) fn all(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::add)
    }

    /// Text that follows signals.
    pub(crate) fn words(self, words: impl Fn() -> String + 'static) -> Self {
        let node = document().create_text_node("");
        let el = self.append(&node);
        follow(Box::new(move || node.set_data(&words())));
        el
    }

    /// An attribute that follows signals; none takes it away.
    pub(crate) fn bind(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || {
            let _ = match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        }));
        self
    }

    /// A child that follows signals.
    pub(crate) fn part(self, draw: impl Fn() -> Option<Self> + 'static) -> Self {
        self.parts(move || draw().into_iter().collect())
    }

    /// Children that follow signals.
    pub(crate) fn parts(self, draw: impl Fn() -> Vec<Self> + 'static) -> Self {
        self.redrawn(Box::new(draw))
    }

    /// What is done at an event.
    pub(crate) fn on(self, event: &str, act: impl Fn(Event) + 'static) -> Self {
        self.listen(event, Box::new(act))
    }

    /// Does something with the element itself.
    pub(crate) fn with(self, act: impl FnOnce(&Element)) -> Self {
        act(&self.0);
        self
    }

    /// Puts the element at the end of the page.
    pub(crate) fn mount(self) {
        if let Some(body) = document().body() {
            let _ = body.append_child(&self.0);
        }
    }

    fn append(self, child: &Node) -> Self {
        let _ = self.0.append_child(child);
        self
    }

    fn redrawn(self, draw: Box<dyn Fn() -> Vec<Self>>) -> Self {
        let anchor: Node = document().create_comment("").into();
        let parent = self.0.clone();
        let el = self.append(&anchor);
        let present: RefCell<Vec<Element>> = RefCell::default();
        follow(Box::new(move || {
            let next: Vec<Element> = draw().into_iter().map(|el| el.0).collect();
            for old in present.replace(Vec::new()) {
                old.remove();
            }
            for new in &next {
                let _ = parent.insert_before(new, Some(&anchor));
            }
            present.replace(next);
        }));
        el
    }

    fn listen(self, event: &str, act: Box<dyn Fn(Event)>) -> Self {
        // The browser frees it together with the element.
        let act = Closure::wrap(act).into_js_value();
        let _ = self.0.add_event_listener_with_callback(event, act.unchecked_ref());
        self
    }
}

/// What was typed or chosen in the control that an event came from.
pub(crate) fn value(event: &Event) -> String {
    let target = event.target();
    let of = |target: &web_sys::EventTarget| -> Option<String> {
        if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
            return Some(input.value());
        }
        if let Some(area) = target.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            return Some(area.value());
        }
        target.dyn_ref::<web_sys::HtmlSelectElement>().map(web_sys::HtmlSelectElement::value)
    };
    target.as_ref().and_then(of).unwrap_or_default()
}
