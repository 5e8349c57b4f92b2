//! The graph behind the signals: who read what. A change marks what stands behind it; what is marked is looked at when somebody
//! reads it, and what acts runs once all that is under way is done, in the order in which it was marked.

use std::any::Any;
use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use super::Give;

/// What a node holds.
pub(super) type Value = Rc<dyn Any>;

/// The place of a node, and which of those that stood there in turn it is.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Id {
    place: usize,
    turn: u32,
}

/// What a node does.
#[derive(Clone)]
enum Task {
    /// It is set from outside, or owns others.
    Nothing,
    /// It follows from others.
    Derive(Rc<dyn Give<Value>>, fn(&dyn Any, &dyn Any) -> bool),
    /// It acts.
    Act(Rc<dyn Give<()>>),
}

/// Whether a node is up to date.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Mark {
    Fresh,
    /// Something far behind it has changed.
    Doubtful,
    /// Something that it read has changed.
    Stale,
}

struct Node {
    turn: u32,
    is_gone: bool,
    value: Option<Value>,
    task: Task,
    mark: Mark,
    /// What it has read.
    sources: Vec<Id>,
    /// Who has read it.
    readers: Vec<Id>,
    /// What was made while it ran: ends before it runs again.
    parts: Vec<Id>,
    /// What is done when it ends.
    endings: Vec<Box<dyn FnOnce()>>,
}

struct Graph {
    nodes: Vec<Node>,
    free: Vec<usize>,
    /// Within which new nodes are made.
    owner: Id,
    /// Who reads now.
    reader: Option<Id>,
    /// What is to act.
    queue: Vec<Id>,
}

const NOBODY: Id = Id { place: usize::MAX, turn: 0 };

thread_local! {
    static GRAPH: RefCell<Graph> = const {
        RefCell::new(Graph { nodes: Vec::new(), free: Vec::new(), owner: NOBODY, reader: None, queue: Vec::new() })
    };
}

fn graph<T>(act: impl FnOnce(&mut Graph) -> T) -> T {
    GRAPH.with_borrow_mut(act)
}

impl Graph {
    fn node(&mut self, id: Id) -> Option<&mut Node> {
        self.nodes.get_mut(id.place).filter(|node| node.turn == id.turn && !node.is_gone)
    }

    fn make(&mut self, value: Option<Value>, task: Task, mark: Mark) -> Id {
        let new = |turn| Node {
            turn,
            is_gone: false,
            value,
            task,
            mark,
            sources: Vec::new(),
            readers: Vec::new(),
            parts: Vec::new(),
            endings: Vec::new(),
        };
        let id = if let Some(place) = self.free.pop() {
            let turn = self.nodes[place].turn + 1;
            self.nodes[place] = new(turn);
            Id { place, turn }
        } else {
            self.nodes.push(new(0));
            Id { place: self.nodes.len() - 1, turn: 0 }
        };
        let owner = self.owner;
        if let Some(owner) = self.node(owner) {
            owner.parts.push(id);
        }
        id
    }

    /// Marks a node, and as doubtful what stands behind it; what acts is queued.
    fn mark(&mut self, id: Id, mark: Mark) {
        let Some(node) = self.node(id) else { return };
        let was = node.mark;
        if mark > was {
            node.mark = mark;
        }
        if was != Mark::Fresh {
            return;
        }
        let acts = matches!(node.task, Task::Act(_));
        for reader in node.readers.clone() {
            self.mark(reader, Mark::Doubtful);
        }
        if acts {
            if self.queue.is_empty() {
                soon();
            }
            self.queue.push(id);
        }
    }

    fn mark_readers(&mut self, id: Id) {
        for reader in self.node(id).map(|node| node.readers.clone()).unwrap_or_default() {
            self.mark(reader, Mark::Stale);
        }
    }

    /// Forgets what a node has read, and ends what was made while it ran. What is to be dropped is dropped by the caller, when
    /// nobody holds the graph.
    fn clear(&mut self, id: Id, dropped: &mut Vec<Node>, endings: &mut Vec<Box<dyn FnOnce()>>) {
        let Some(node) = self.node(id) else { return };
        let (sources, parts) = (mem::take(&mut node.sources), mem::take(&mut node.parts));
        endings.append(&mut node.endings);
        for source in sources {
            if let Some(source) = self.node(source) {
                source.readers.retain(|reader| *reader != id);
            }
        }
        for part in parts {
            self.clear(part, dropped, endings);
            if let Some(node) = self.node(part) {
                let gone = Node {
                    turn: part.turn,
                    is_gone: true,
                    value: None,
                    task: Task::Nothing,
                    mark: Mark::Fresh,
                    sources: Vec::new(),
                    readers: Vec::new(),
                    parts: Vec::new(),
                    endings: Vec::new(),
                };
                dropped.push(mem::replace(node, gone));
                self.free.push(part.place);
            }
        }
    }
}

pub(super) fn owner() -> Id {
    graph(|graph| graph.make(None, Task::Nothing, Mark::Fresh))
}

pub(super) fn current_owner() -> Id {
    graph(|graph| graph.owner)
}

/// From now on what is made is a part of this; gives what it was before.
pub(super) fn enter(owner: Id) -> Id {
    graph(|graph| mem::replace(&mut graph.owner, owner))
}

fn reads(reader: Option<Id>) -> Option<Id> {
    graph(|graph| mem::replace(&mut graph.reader, reader))
}

/// Reads without following.
pub(crate) fn untrack<T>(act: impl FnOnce() -> T) -> T {
    let reader = reads(None);
    let done = act();
    reads(reader);
    done
}

/// Does something when what is around it ends.
pub(crate) fn ended(act: impl FnOnce() + 'static) {
    graph(|graph| {
        let owner = graph.owner;
        if let Some(owner) = graph.node(owner) {
            owner.endings.push(Box::new(act));
        }
    });
}

pub(super) fn state(value: Value) -> Id {
    graph(|graph| graph.make(Some(value), Task::Nothing, Mark::Fresh))
}

pub(super) fn derived(derive: Rc<dyn Give<Value>>, same: fn(&dyn Any, &dyn Any) -> bool) -> Id {
    graph(|graph| graph.make(None, Task::Derive(derive, same), Mark::Stale))
}

pub(super) fn follow(act: Rc<dyn Give<()>>) {
    run(graph(|graph| graph.make(None, Task::Act(act), Mark::Stale)));
}

pub(super) fn is_gone(id: Id) -> bool {
    graph(|graph| graph.node(id).is_none())
}

pub(super) fn set(id: Id, value: Value) {
    let old = graph(|graph| {
        let old = graph.node(id)?.value.replace(value);
        graph.mark_readers(id);
        old
    });
    // Dropped when nobody holds the graph.
    drop(old);
}

/// What a node holds, taken out until it is set again; none if the node is gone.
pub(super) fn take(id: Id) -> Option<Value> {
    graph(|graph| graph.node(id)?.value.take())
}

/// What a node holds now.
pub(super) fn present(id: Id) -> Value {
    update(id);
    graph(|graph| graph.node(id).and_then(|node| node.value.clone())).expect("nobody reads what has ended")
}

/// The same; whoever reads now follows it.
pub(super) fn followed(id: Id) -> Value {
    // First: what is found out only now is no news for who asks.
    update(id);
    graph(|graph| {
        let Some(reader) = graph.reader else { return };
        let Some(node) = graph.node(id) else { return };
        if !node.readers.contains(&reader) {
            node.readers.push(reader);
            if let Some(reader) = graph.node(reader) {
                reader.sources.push(id);
            }
        }
    });
    present(id)
}

/// Brings a node up to date.
fn update(id: Id) {
    let mark = || graph(|graph| graph.node(id).map_or(Mark::Fresh, |node| node.mark));
    if mark() == Mark::Doubtful {
        // If one of them has changed, it says so; what was to be read behind it may not be there any more.
        for source in graph(|graph| graph.node(id).map(|node| node.sources.clone())).unwrap_or_default() {
            update(source);
            if mark() == Mark::Stale {
                break;
            }
        }
    }
    match mark() {
        Mark::Fresh => {}
        Mark::Stale => run(id),
        Mark::Doubtful => graph(|graph| {
            if let Some(node) = graph.node(id) {
                node.mark = Mark::Fresh;
            }
        }),
    }
}

/// Runs what a node does, as the reader of what it reads.
fn run(id: Id) {
    let (mut dropped, mut endings) = (Vec::new(), Vec::new());
    let task = graph(|graph| {
        graph.clear(id, &mut dropped, &mut endings);
        let node = graph.node(id)?;
        node.mark = Mark::Fresh;
        Some(node.task.clone())
    });
    for end in endings {
        end();
    }
    drop(dropped);
    let Some(task) = task else { return };
    let (owner, reader) = (enter(id), reads(Some(id)));
    match task {
        Task::Nothing => {}
        Task::Act(act) => act.give(),
        Task::Derive(derive, same) => {
            let value = derive.give();
            let old = graph(|graph| {
                let node = graph.node(id)?;
                let is_same = node.value.as_ref().is_some_and(|old| same(&**old, &*value));
                let old = if is_same { Some(value) } else { node.value.replace(value) };
                if !is_same {
                    graph.mark_readers(id);
                }
                old
            });
            drop(old);
        }
    }
    enter(owner);
    reads(reader);
}

/// Lets everything act that is to.
pub(super) fn settle() {
    let mut next = 0;
    while let Some(id) = graph(|graph| graph.queue.get(next).copied()) {
        update(id);
        next += 1;
    }
    graph(|graph| graph.queue.clear());
}

#[cfg(target_arch = "wasm32")]
fn soon() {
    crate::dom::run(async { settle() });
}

/// Tests say themselves when.
#[cfg(not(target_arch = "wasm32"))]
fn soon() {}
