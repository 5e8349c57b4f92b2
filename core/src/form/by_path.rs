//! What a wire form holds by path: a map, sorted where it is written as text.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Values by path, each path once. A plain list in memory: the page only fills it and walks it, and a tree weighs more there.
#[derive(Clone, Debug)]
pub struct ByPath<T>(Vec<(String, T)>);

impl<T> ByPath<T> {
    /// Adds the value of a path that has none yet.
    pub fn push(&mut self, path: String, value: T) {
        self.0.push((path, value));
    }

    /// Sets the value of a path.
    pub fn insert(&mut self, path: String, value: T) {
        match self.0.iter_mut().find(|(known, _)| *known == path) {
            Some((_, old)) => *old = value,
            None => self.push(path, value),
        }
    }

    /// The value of a path.
    pub fn get(&self, path: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == path).map(|(_, value)| value)
    }

    /// Keeps only some.
    pub fn retain(&mut self, mut stays: impl FnMut(&str, &T) -> bool) {
        self.0.retain(|(path, value)| stays(path, value));
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, T)> {
        self.0.iter()
    }

    /// All paths.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(path, _)| path)
    }

    fn sorted(&self) -> BTreeMap<&str, &T> {
        self.0.iter().map(|(path, value)| (path.as_str(), value)).collect()
    }
}

impl<T> Default for ByPath<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Index<&str> for ByPath<T> {
    type Output = T;

    /// The value of a path that has one; panics otherwise.
    fn index(&self, path: &str) -> &T {
        self.get(path).expect("the path has a value")
    }
}

impl<T> Extend<(String, T)> for ByPath<T> {
    fn extend<I: IntoIterator<Item = (String, T)>>(&mut self, entries: I) {
        for (path, value) in entries {
            self.insert(path, value);
        }
    }
}

impl<T> FromIterator<(String, T)> for ByPath<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut all = Self::default();
        all.extend(entries);
        all
    }
}

impl<T: PartialEq> PartialEq for ByPath<T> {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}

impl<T: Eq> Eq for ByPath<T> {}

impl<T> IntoIterator for ByPath<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a ByPath<T> {
    type Item = &'a (String, T);
    type IntoIter = std::slice::Iter<'a, (String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for ByPath<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.sorted().serialize(to)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByPath<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut all = from.deserialize_map(Entries(PhantomData))?;
        // What was written here is in order, each path once.
        if !all.is_sorted_by(|one, next| one.0 < next.0) {
            // Of a path that stands twice, the last.
            all = all.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect();
        }
        Ok(Self(all))
    }
}

/// Reads a map as it stands.
struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = Vec<(String, T)>;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("values by path")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut all = Vec::new();
        while let Some(entry) = map.next_entry()? {
            all.push(entry);
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_in_the_order_of_paths_and_a_doubled_path_is_read_once() {
        let read: ByPath<u8> = serde_json::from_str(r#"{"b":1,"a":2,"b":3}"#).unwrap();
        let mut written = ByPath::default();
        written.push("b".to_owned(), 0);
        written.insert("a".to_owned(), 2);
        written.insert("b".to_owned(), 3);
        assert_eq!(written, read);
        assert_eq!(serde_json::to_string(&written).unwrap(), r#"{"a":2,"b":3}"#);
    }
}
