//! Elements of the page: built once, and only what depends on a signal is drawn again.
//!
//! Views are plain data to the compiler: no type per view, so that the page stays small (docs/decisions/0007).

use std::cell::RefCell;

use crate::dom::document;
use crate::signal::{Give, follow};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{self, Element, Event, Node};

/// An element under construction.
#[derive(Clone)]
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
    let button = pressed("app-button", words, Box::new(press));
    if variant.is_empty() { button } else { button.set("data-variant", variant) }
}

/// A button that looks like a link: 元に戻す.
pub(crate) fn link_button(words: &str, press: impl Fn() + 'static) -> El {
    pressed("app-link-button", words, Box::new(press))
}

fn pressed(class: &str, words: &str, press: Box<dyn Give<()>>) -> El {
    el("button", class).set("type", "button").text(words).on("click", move |_| press.give())
}

/// A closure that hears of events, behind a pointer; see [`Give`].
trait Hear {
    fn hear(&self, event: Event);
}

impl<F: Fn(Event)> Hear for F {
    fn hear(&self, event: Event) {
        self(event);
    }
}

/// What is drawn again.
enum Part {
    One(Box<dyn Give<Option<El>>>),
    Many(Box<dyn Give<Vec<El>>>),
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
        self.written(Box::new(words))
    }

    /// An attribute that follows signals; none takes it away.
    pub(crate) fn bind(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.bound(name, Box::new(value))
    }

    /// A child that follows signals.
    pub(crate) fn part(self, draw: impl Fn() -> Option<Self> + 'static) -> Self {
        self.redrawn(Part::One(Box::new(draw)))
    }

    /// Children that follow signals.
    pub(crate) fn parts(self, draw: impl Fn() -> Vec<Self> + 'static) -> Self {
        self.redrawn(Part::Many(Box::new(draw)))
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

    fn written(self, words: Box<dyn Give<String>>) -> Self {
        let node = document().create_text_node("");
        let el = self.append(&node);
        follow(Box::new(move || node.set_data(&words.give())));
        el
    }

    fn bound(self, name: &'static str, value: Box<dyn Give<Option<String>>>) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || {
            let _ = match value.give() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        }));
        self
    }

    fn redrawn(self, draw: Part) -> Self {
        let anchor: Node = document().create_comment("").into();
        let parent = self.0.clone();
        let el = self.append(&anchor);
        let present: RefCell<Vec<Element>> = RefCell::default();
        follow(Box::new(move || {
            let drawn = match &draw {
                Part::One(draw) => draw.give().into_iter().collect(),
                Part::Many(draw) => draw.give(),
            };
            let next: Vec<Element> = drawn.into_iter().map(|el| el.0).collect();
            for old in present.replace(Vec::new()) {
                if !next.contains(&old) {
                    old.remove();
                }
            }
            // What stands already is not moved: it would lose the focus.
            let mut behind = anchor.clone();
            for new in next.iter().rev() {
                if new.next_sibling().as_ref() != Some(&behind) {
                    let _ = parent.insert_before(new, Some(&behind));
                }
                behind = new.clone().into();
            }
            present.replace(next);
        }));
        el
    }

    fn listen(self, event: &str, act: Box<dyn Hear>) -> Self {
        // The browser frees it together with the element.
        let act = Closure::<dyn Fn(Event)>::new(move |event| act.hear(event)).into_js_value();
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
