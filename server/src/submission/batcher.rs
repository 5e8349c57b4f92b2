//! Collects items into batches: while one batch is processed, the next one fills.
//!
//! There is no background task and no timer. The first caller spawns the worker; it exits when the queue is empty. A
//! single item is a batch of one. A batch that panics or times out fails only its own items. A cancelled caller does
//! not cancel its batch.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use nss_core::api::ProblemKind;
use tokio::sync::oneshot;

use crate::error::ApiError;

/// Timeout of a batch: a connection that hangs does not block the next batch.
const TIMEOUT: Duration = if cfg!(test) { Duration::from_millis(50) } else { Duration::from_secs(30) };

/// The batch panicked or timed out; nothing is known of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the batch was aborted")]
pub struct BatchAborted;

impl From<BatchAborted> for ApiError {
    fn from(error: BatchAborted) -> Self {
        tracing::error!(%error, "登録");
        Self::new(ProblemKind::Internal)
    }
}

/// A queue of items, each with the channel for its answer.
#[derive(Debug)]
pub struct Batcher<T, A>(Mutex<Waiting<T, A>>);

#[derive(Debug)]
struct Waiting<T, A> {
    items: VecDeque<(T, oneshot::Sender<A>)>,
    /// Whether a worker runs.
    is_running: bool,
}

impl<T, A> Default for Batcher<T, A> {
    fn default() -> Self {
        Self(Mutex::new(Waiting { items: VecDeque::new(), is_running: false }))
    }
}

impl<T: Send + 'static, A: Send + 'static> Batcher<T, A> {
    /// Adds an item and waits for its answer. `work` processes at most `max` items and answers them in their order.
    pub async fn submit<F>(
        self: &Arc<Self>,
        item: T,
        max: usize,
        work: impl Fn(Vec<T>) -> F + Send + 'static,
    ) -> Result<A, BatchAborted>
    where
        F: Future<Output = Vec<A>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let is_running = {
            let mut waiting = self.waiting();
            waiting.items.push_back((item, answer));
            std::mem::replace(&mut waiting.is_running, true)
        };
        if !is_running {
            tokio::spawn(Arc::clone(self).run(max, work));
        }
        answered.await.map_err(|_| BatchAborted)
    }

    /// The worker: processes batches until the queue is empty.
    async fn run<F>(self: Arc<Self>, max: usize, work: impl Fn(Vec<T>) -> F + Send + 'static)
    where
        F: Future<Output = Vec<A>> + Send + 'static,
    {
        // Lets other tasks that are ready submit first: otherwise the first of many parallel requests would be a batch
        // of one.
        tokio::task::yield_now().await;
        while let Some((items, answers)) = self.take(max) {
            // A task of its own: if it panics, its channels are dropped, and the next batch runs.
            let mut batch = tokio::spawn(work(items));
            let outcomes = if let Ok(done) = tokio::time::timeout(TIMEOUT, &mut batch).await {
                done.unwrap_or_default()
            } else {
                batch.abort();
                Vec::new()
            };
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                // Fails if the caller was cancelled.
                drop(answer.send(outcome));
            }
        }
    }

    /// The next batch; none if the queue is empty, and then the worker counts as stopped.
    fn take(&self, max: usize) -> Option<(Vec<T>, Vec<oneshot::Sender<A>>)> {
        let mut waiting = self.waiting();
        let count = waiting.items.len().min(max);
        waiting.is_running = count > 0;
        (count > 0).then(|| waiting.items.drain(..count).unzip())
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting<T, A>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures_util::{future::join_all, poll};

    use super::{BatchAborted, Batcher};

    /// Answers each item with itself and its whole batch.
    async fn together(items: Vec<u8>) -> Vec<(u8, Vec<u8>)> {
        assert!(!items.contains(&0), "meant to panic");
        tokio::task::yield_now().await;
        items.iter().map(|&item| (item, items.clone())).collect()
    }

    #[tokio::test]
    async fn waiting_items_form_one_batch_up_to_the_maximum() {
        let queue = Arc::new(Batcher::default());
        let answers = join_all([1, 2, 3, 4, 5].map(|item| queue.submit(item, 3, together))).await;
        let expected = [(1, vec![1, 2, 3]), (2, vec![1, 2, 3]), (3, vec![1, 2, 3]), (4, vec![4, 5]), (5, vec![4, 5])];
        assert_eq!(answers, expected.map(Ok));
    }

    #[tokio::test]
    async fn a_panic_fails_its_batch_and_the_next_one_runs() {
        let queue = Arc::new(Batcher::default());
        assert_eq!(
            join_all([1, 0, 2].map(|item| queue.submit(item, 2, together))).await,
            [Err(BatchAborted), Err(BatchAborted), Ok((2, vec![2]))]
        );
        assert_eq!(queue.submit(3, 2, together).await, Ok((3, vec![3])));
    }

    #[tokio::test]
    async fn a_batch_that_hangs_is_aborted_and_the_next_one_runs() {
        let queue = Arc::new(Batcher::default());
        let work = |items: Vec<u8>| async move {
            if items.contains(&0) {
                std::future::pending::<()>().await;
            }
            items
        };
        assert_eq!(join_all([0, 1].map(|item| queue.submit(item, 1, work))).await, [Err(BatchAborted), Ok(1)]);
    }

    #[tokio::test]
    async fn the_item_of_a_cancelled_caller_is_processed_all_the_same() {
        let queue = Arc::new(Batcher::default());
        let mut gone = Box::pin(queue.submit(1, 2, together));
        assert!(poll!(gone.as_mut()).is_pending());
        drop(gone);
        assert_eq!(queue.submit(2, 2, together).await, Ok((2, vec![1, 2])));
    }
}
