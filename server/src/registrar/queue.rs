//! A queue whose items are worked on in groups: what comes while one group is in work is the next group.
//!
//! There is no task to be started or ended and no timer: each item brings a turn, turns follow each other, and each takes what
//! waits by then. So nobody waits for company, a turn that panics takes only its own group along, and who hangs up changes nothing.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::oneshot;

/// What waits, each with where its answer goes.
#[derive(Debug)]
pub(super) struct Queue<T, A> {
    waiting: Mutex<VecDeque<(T, oneshot::Sender<A>)>>,
    turn: tokio::sync::Mutex<()>,
}

impl<T, A> Default for Queue<T, A> {
    fn default() -> Self {
        Self { waiting: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }
}

impl<T: Send + 'static, A: Send + 'static> Queue<T, A> {
    /// Has the item worked on together with what else waits, at most `most` items; `work` answers them in their order. None if
    /// the group panicked.
    pub(super) async fn answer<F>(
        self: &Arc<Self>,
        item: T,
        most: usize,
        work: impl FnOnce(Vec<T>) -> F + Send + 'static,
    ) -> Option<A>
    where
        F: Future<Output = Vec<A>> + Send,
    {
        let (answer, answered) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_back((item, answer));
        let queue = Arc::clone(self);
        tokio::spawn(async move {
            let _turn = queue.turn.lock().await;
            let (items, answers) = queue.take(most);
            // There are at least as many turns as items; another one took this one's along.
            if items.is_empty() {
                return;
            }
            for (answer, outcome) in answers.into_iter().zip(work(items).await) {
                // Whoever hung up does not listen.
                drop(answer.send(outcome));
            }
        });
        answered.await.ok()
    }

    fn take(&self, most: usize) -> (Vec<T>, Vec<oneshot::Sender<A>>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let count = waiting.len().min(most);
        waiting.drain(..count).unzip()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures_util::{future::join_all, poll};

    use super::Queue;

    /// Answers each item with itself and its whole group.
    async fn together(items: Vec<u8>) -> Vec<(u8, Vec<u8>)> {
        assert!(!items.contains(&0), "meant to panic");
        tokio::task::yield_now().await;
        items.iter().map(|&item| (item, items.clone())).collect()
    }

    #[tokio::test]
    async fn what_waits_is_one_group_up_to_the_most() {
        let queue = Arc::new(Queue::default());
        let answers = join_all([1, 2, 3, 4, 5].map(|item| queue.answer(item, 3, together))).await;
        let expected = [(1, vec![1, 2, 3]), (2, vec![1, 2, 3]), (3, vec![1, 2, 3]), (4, vec![4, 5]), (5, vec![4, 5])];
        assert_eq!(answers, expected.map(Some));
    }

    #[tokio::test]
    async fn a_panic_answers_its_group_and_the_next_goes_on() {
        let queue = Arc::new(Queue::default());
        assert_eq!(
            join_all([1, 0, 2].map(|item| queue.answer(item, 2, together))).await,
            [None, None, Some((2, vec![2]))]
        );
        assert_eq!(queue.answer(3, 2, together).await, Some((3, vec![3])));
    }

    #[tokio::test]
    async fn who_hangs_up_is_worked_on_all_the_same() {
        let queue = Arc::new(Queue::default());
        let mut gone = Box::pin(queue.answer(1, 2, together));
        assert!(poll!(gone.as_mut()).is_pending());
        drop(gone);
        assert_eq!(queue.answer(2, 2, together).await, Some((2, vec![1, 2])));
    }
}
