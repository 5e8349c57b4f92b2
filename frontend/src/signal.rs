//! What the page follows: a [`State`] is set, a [`Derived`] follows from others, and [`follow`] acts again when one that it read
//! has changed. Fine-grained signals as Leptos has them, in the few lines that this page needs (docs/decisions/0007).

mod graph;
#[cfg(test)]
mod tests;

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use graph::{Id, Value};

pub(crate) use graph::{ended, untrack};

/// Starts the page.
pub(crate) fn begin(page: fn()) {
    Owner::new().with(page);
}

/// A closure behind a pointer. Not `dyn Fn`, which has three ways to call it in the table of each closure (docs/decisions/0007).
pub(crate) trait Give<T> {
    /// Calls it.
    fn give(&self) -> T;
}

impl<T, F: Fn() -> T> Give<T> for F {
    fn give(&self) -> T {
        self()
    }
}

/// Does something now, and again whenever a signal changes that it read; ends with what is around it.
pub(crate) fn follow(act: Box<dyn Give<()>>) {
    graph::follow(act.into());
}

/// What is made within it ends with it.
#[derive(Clone, Copy)]
pub(crate) struct Owner(Id);

impl Owner {
    /// One that never ends.
    fn new() -> Self {
        Self(graph::owner())
    }

    /// That of what runs now.
    pub(crate) fn current() -> Self {
        Self(graph::current_owner())
    }

    /// Does something as a part of it.
    pub(crate) fn with<T>(self, act: impl FnOnce() -> T) -> T {
        let around = graph::enter(self.0);
        let done = act();
        graph::enter(around);
        done
    }
}

/// Something that is set, and followed.
pub(crate) struct State<T>(Id, PhantomData<fn() -> T>);

/// Something that follows from others, and is news only when it differs.
pub(crate) struct Derived<T>(Id, PhantomData<fn() -> T>);

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

fn read<T: 'static>(value: &dyn Any) -> &T {
    value.downcast_ref().expect("a signal keeps its type")
}

impl<T: Clone + 'static> State<T> {
    /// Something that begins so.
    pub(crate) fn new(value: T) -> Self {
        Self(graph::state(Rc::new(value)), PhantomData)
    }

    /// Reads it, and follows it.
    pub(crate) fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(read(&*graph::followed(self.0)))
    }

    /// Reads it as it is now.
    pub(crate) fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(read(&*graph::present(self.0)))
    }

    /// What it is; follows it.
    pub(crate) fn get(self) -> T {
        self.with(T::clone)
    }

    /// What it is now.
    pub(crate) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// Sets it: that is always news. Nothing happens if the view that made it is gone.
    pub(crate) fn set(self, value: T) {
        graph::set(self.0, Rc::new(value));
    }

    /// Whether the view that made it is gone.
    pub(crate) fn is_gone(self) -> bool {
        graph::is_gone(self.0)
    }

    /// Changes it.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }

    /// Changes it where it stands; a copy of it, while somebody looks at it. For what is large and changes at each key: elsewhere
    /// the copy weighs less than this (docs/decisions/0007). `change` must not look at it any other way.
    pub(crate) fn update_in_place(self, change: impl FnOnce(&mut T)) {
        let Some(mut value) = graph::take(self.0) else { return };
        if Rc::get_mut(&mut value).is_none() {
            value = Rc::new(read::<T>(&*value).clone());
        }
        if let Some(value) = Rc::get_mut(&mut value).and_then(<dyn Any>::downcast_mut) {
            change(value);
        }
        graph::set(self.0, value);
    }
}

impl<T: Clone + PartialEq + 'static> Derived<T> {
    /// Something that follows from what `derive` reads.
    pub(crate) fn new(derive: impl Fn() -> T + 'static) -> Self {
        let same = |one: &dyn Any, other: &dyn Any| read::<T>(one) == read::<T>(other);
        let derive = Rc::new(move || -> Value { Rc::new(derive()) });
        Self(graph::derived(derive, same), PhantomData)
    }

    /// Reads it, and follows it.
    pub(crate) fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(read(&*graph::followed(self.0)))
    }

    /// Reads it as it is now.
    pub(crate) fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(read(&*graph::present(self.0)))
    }

    /// What it is; follows it.
    pub(crate) fn get(self) -> T {
        self.with(T::clone)
    }

    /// What it is now.
    pub(crate) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

/// Something that is kept and that nobody follows.
pub(crate) struct Kept<T>(RefCell<T>);

impl<T> Kept<T> {
    /// Something that begins so.
    pub(crate) const fn new(value: T) -> Self {
        Self(RefCell::new(value))
    }

    /// Reads it.
    pub(crate) fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(&self.0.borrow())
    }

    /// Changes it.
    pub(crate) fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.borrow_mut());
    }
}
