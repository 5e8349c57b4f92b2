//! A queue whose items are worked on in groups: what comes while one group is in work is the next group.
//!
//! There is no task to be started or ended with the server and no timer: who finds nobody at work has it begun, and the work ends
//! when nothing waits. So nobody waits for company, a group that panics or hangs takes only itself along, and who hangs up changes nothing.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::oneshot;

/// How long a group may take: what hangs, a connection that nobody hears of any more, does not hold up the next one.
const LIMIT: Duration = if cfg!(test) { Duration::from_millis(50) } else { Duration::from_secs(30) };

/// What waits, each with where its answer goes.
#[derive(Debug)]
pub(crate) struct Queue<T, A>(Mutex<Waiting<T, A>>);

#[derive(Debug)]
struct Waiting<T, A> {
    items: VecDeque<(T, oneshot::Sender<A>)>,
    /// Whether somebody will look here again.
    is_at_work: bool,
}

impl<T, A> Default for Queue<T, A> {
    fn default() -> Self {
        Self(Mutex::new(Waiting { items: VecDeque::new(), is_at_work: false }))
    }
}

impl<T: Send + 'static, A: Send + 'static> Queue<T, A> {
    /// Has the item worked on together with what else waits, at most `most` items; `work` answers them in their order. None if
    /// the group panicked or hung.
    pub(crate) async fn answer<F>(
        self: &Arc<Self>,
        item: T,
        most: usize,
        work: impl Fn(Vec<T>) -> F + Send + 'static,
    ) -> Option<A>
    where
        F: Future<Output = Vec<A>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let is_at_work = {
            let mut waiting = self.waiting();
            waiting.items.push_back((item, answer));
            std::mem::replace(&mut waiting.is_at_work, true)
        };
        if !is_at_work {
            tokio::spawn(Arc::clone(self).work_off(most, work));
        }
        answered.await.ok()
    }

    /// Works until nothing waits.
    async fn work_off<F>(self: Arc<Self>, most: usize, work: impl Fn(Vec<T>) -> F + Send + 'static)
    where
        F: Future<Output = Vec<A>> + Send + 'static,
    {
        // Those first who are about to come: what is ready to run runs before.
        tokio::task::yield_now().await;
        while let Some((items, answers)) = self.take(most) {
            // A task of its own: if it panics, its answers are dropped, and the next group goes on.
            let mut group = tokio::spawn(work(items));
            let outcomes = if let Ok(done) = tokio::time::timeout(LIMIT, &mut group).await {
                done.unwrap_or_default()
            } else {
                group.abort();
                Vec::new()
            };
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                // Whoever hung up does not listen.
                drop(answer.send(outcome));
            }
        }
    }

    /// The next group; none if nothing waits, and then nobody is at work.
    fn take(&self, most: usize) -> Option<(Vec<T>, Vec<oneshot::Sender<A>>)> {
        let mut waiting = self.waiting();
        let count = waiting.items.len().min(most);
        waiting.is_at_work = count > 0;
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
    async fn a_group_that_hangs_is_given_up_and_the_next_goes_on() {
        let queue = Arc::new(Queue::default());
        let work = |items: Vec<u8>| async move {
            if items.contains(&0) {
                std::future::pending::<()>().await;
            }
            items
        };
        assert_eq!(join_all([0, 1].map(|item| queue.answer(item, 1, work))).await, [None, Some(1)]);
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
