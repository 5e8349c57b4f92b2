//! JSON by the browser's own reader: serde's would weigh as much as all our controls. What is written is put together by hand.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A value that was read.
pub(crate) struct Json(JsValue);

impl Json {
    /// Reads a text; none if it is no JSON.
    pub(crate) fn read(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    /// A member; a missing one is like `null`.
    pub(crate) fn member(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::NULL))
    }

    /// A member that may be missing or `null`.
    pub(crate) fn optional(&self, name: &str) -> Option<Self> {
        let member = self.member(name);
        (!member.0.is_null() && !member.0.is_undefined()).then_some(member)
    }

    /// It as text.
    pub(crate) fn as_text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// A member that is text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.member(name).as_text()
    }

    /// A member that is a whole number from 0.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is no such number becomes one")]
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.member(name).0.as_f64().map(|number| number as u32)
    }

    /// A member that is a list; a missing one is empty.
    pub(crate) fn list(&self, name: &str) -> impl Iterator<Item = Self> + use<> {
        self.member(name).items()
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> impl Iterator<Item = Self> + use<> {
        let array: Array = self.0.clone().dyn_into().unwrap_or_default();
        (0..array.length()).map(move |place| Self(array.get(place)))
    }

    /// The names and the values of a member that is an object.
    pub(crate) fn entries(&self, name: &str) -> impl Iterator<Item = (String, Self)> + use<> {
        let object: Object = self.member(name).0.dyn_into().unwrap_or_default();
        let entries = Object::entries(&object);
        (0..entries.length()).filter_map(move |place| {
            let entry: Array = entries.get(place).dyn_into().ok()?;
            Some((entry.get(0).as_string()?, Self(entry.get(1))))
        })
    }
}

impl From<JsValue> for Json {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

/// An object of these members, each with its JSON.
pub(crate) fn object<const N: usize>(members: [(&str, String); N]) -> String {
    let mut text = String::from("{");
    for (place, (name, json)) in members.into_iter().enumerate() {
        text.push_str(if place > 0 { ",\"" } else { "\"" });
        text.push_str(name);
        text.push_str("\":");
        text.push_str(&json);
    }
    text.push('}');
    text
}
