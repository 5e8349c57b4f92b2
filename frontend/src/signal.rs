//! Leptos' signals (its crate `reactive_graph`) with one type inside, instead of one type per signal, which would bring
//! kilobytes each. Leptos' own views are not used: each view is a type there, and all of them together weigh more than
//! the budget of the page (docs/decisions/0007).

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use any_spawner::Executor;
use reactive_graph::computed::Memo;
use reactive_graph::effect::RenderEffect;
use reactive_graph::owner::{Owner, on_cleanup};
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, GetUntracked, IsDisposed, Set};

pub(crate) use reactive_graph::graph::untrack;

/// Starts the page.
pub(crate) fn begin(page: fn()) {
    // Fails only if it was done before.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(page);
    // It lives as long as the page.
    std::mem::forget(owner);
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
    let effect = RenderEffect::new(move |_| act.give());
    on_cleanup(move || drop(effect));
}

/// Does something when what is around it ends.
pub(crate) fn ended(act: impl FnOnce() + Send + Sync + 'static) {
    on_cleanup(act);
}

/// A value, and how it is compared.
#[derive(Clone)]
struct Value {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

impl Value {
    fn read<T: 'static>(&self) -> &T {
        self.value.downcast_ref().expect("a signal keeps its type")
    }
}

/// Something that is set, and followed.
pub(crate) struct State<T>(RwSignal<Value>, PhantomData<fn() -> T>);

/// Something that follows from others, and is news only when it differs.
pub(crate) struct Derived<T>(Memo<Value>, PhantomData<fn() -> T>);

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

impl<T: Clone + Send + Sync + 'static> State<T> {
    /// Something that begins so.
    pub(crate) fn new(value: T) -> Self {
        Self(state(Arc::new(value)), PhantomData)
    }

    /// Reads it, and follows it.
    pub(crate) fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(followed(self.0).read())
    }

    /// Reads it as it is now.
    pub(crate) fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(present(self.0).read())
    }

    /// What it is; follows it.
    pub(crate) fn get(self) -> T {
        self.with(T::clone)
    }

    /// What it is now.
    pub(crate) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// Sets it. Nothing happens if the view that made it is gone.
    pub(crate) fn set(self, value: T) {
        put(self.0, Arc::new(value));
    }

    /// Whether the view that made it is gone.
    pub(crate) fn is_gone(self) -> bool {
        self.0.is_disposed()
    }

    /// Changes it.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Derived<T> {
    /// Something that follows from what `derive` reads.
    pub(crate) fn new(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let same = |one: &dyn Any, other: &dyn Any| one.downcast_ref::<T>() == other.downcast_ref::<T>();
        Self(memo(Box::new(move || Value { value: Arc::new(derive()), same })), PhantomData)
    }

    /// Reads it, and follows it.
    pub(crate) fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(self.0.get().read())
    }

    /// Reads it as it is now.
    pub(crate) fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        untrack(|| self.with(read))
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

fn state(value: Arc<dyn Any + Send + Sync>) -> RwSignal<Value> {
    // What is set is always news.
    RwSignal::new(Value { value, same: |_, _| false })
}

fn put(signal: RwSignal<Value>, value: Arc<dyn Any + Send + Sync>) {
    let _ = signal.try_set(Value { value, same: |_, _| false });
}

fn followed(signal: RwSignal<Value>) -> Value {
    signal.get()
}

fn present(signal: RwSignal<Value>) -> Value {
    signal.get_untracked()
}

fn memo(derive: Box<dyn Give<Value> + Send + Sync>) -> Memo<Value> {
    Memo::new(move |_| derive.give())
}
