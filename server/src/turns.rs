//! Queues by key: the holders of one key pass one at a time, in the order in which they came.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::{AcquireError, Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

/// The queues of one process. A queue exists as long as somebody stands in it.
#[derive(Clone, Debug, Default)]
pub struct Turns(Arc<Mutex<HashMap<String, Queue>>>);

#[derive(Debug, Default)]
struct Queue {
    turn: Arc<AsyncMutex<()>>,
    places: u32,
}

/// A place in the queue of a key; dropping it leaves the queue.
#[derive(Debug)]
pub struct Place {
    turns: Turns,
    key: String,
    turn: Arc<AsyncMutex<()>>,
    ahead: u32,
}

/// The turn of a place; dropping it lets the next one pass.
#[derive(Debug)]
pub struct Turn {
    _guard: OwnedMutexGuard<()>,
    _place: Place,
}

impl Turns {
    /// Joins the queue of a key.
    pub fn join(&self, key: &str) -> Place {
        let mut queues = self.queues();
        let queue = queues.entry(key.to_owned()).or_default();
        let ahead = queue.places;
        queue.places += 1;
        Place { turns: self.clone(), key: key.to_owned(), turn: Arc::clone(&queue.turn), ahead }
    }

    fn queues(&self) -> MutexGuard<'_, HashMap<String, Queue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// How many stood in the queue when this place was taken.
    pub const fn ahead(&self) -> u32 {
        self.ahead
    }

    /// Waits until all that came before have left.
    pub async fn turn(self) -> Turn {
        Turn { _guard: Arc::clone(&self.turn).lock_owned().await, _place: self }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut queues = self.turns.queues();
        if let Some(queue) = queues.get_mut(&self.key) {
            queue.places -= 1;
            if queue.places == 0 {
                queues.remove(&self.key);
            }
        }
    }
}

/// Turns by key, and a bound on the turns of all keys together.
#[derive(Clone, Debug)]
pub struct BoundedTurns {
    turns: Turns,
    permits: Arc<Semaphore>,
}

/// A turn within the bound.
#[derive(Debug)]
pub struct BoundedTurn {
    _permit: OwnedSemaphorePermit,
    _turn: Turn,
}

impl BoundedTurns {
    /// At most so many turns at the same time.
    pub fn new(most: usize) -> Self {
        Self { turns: Turns::default(), permits: Arc::new(Semaphore::new(most)) }
    }

    /// Waits for the turn of a key, then for its share of the bound: a key takes one share at most.
    pub async fn turn(&self, key: &str) -> Result<BoundedTurn, AcquireError> {
        let turn = self.turns.join(key).turn().await;
        Ok(BoundedTurn { _permit: Arc::clone(&self.permits).acquire_owned().await?, _turn: turn })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::Turns;

    #[tokio::test]
    async fn one_key_passes_one_at_a_time_and_another_key_passes_beside_it() {
        let turns = Turns::default();
        let first = turns.join("a").turn().await;
        let second = turns.join("a");
        assert_eq!(second.ahead(), 1);
        let mut second = Box::pin(second.turn());
        assert!(timeout(Duration::from_millis(10), &mut second).await.is_err());
        drop(turns.join("b").turn().await);
        drop(first);
        drop(second.await);
        assert!(turns.queues().is_empty(), "nobody stands in a queue any more");
    }
}
