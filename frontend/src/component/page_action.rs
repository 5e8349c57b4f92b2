//! A request that a button of a page sends.

use leptos::prelude::*;

use crate::browser::task::LocalFuture;

/// A request of a page. It reads its input itself; its error is the sentence for the applicant.
pub type PageAction = Action<(), Result<(), String>>;

type BoxedRun = Box<dyn Fn(&()) -> LocalFuture<Result<(), String>>>;

/// Makes the action that runs `run` at each dispatch. The future is boxed: Leptos' action is compiled once.
pub fn page_action<R>(run: impl Fn() -> R + 'static) -> PageAction
where
    R: Future<Output = Result<(), String>> + 'static,
{
    let run: BoxedRun = Box::new(move |()| Box::pin(run()));
    Action::new_local(run)
}

/// The error of the last run of an action. It is hidden while the action runs again.
pub fn action_error(action: PageAction) -> Signal<Option<String>> {
    let (pending, value) = (action.pending(), action.value());
    Signal::derive(move || {
        let is_shown = !pending.get();
        value.with(|last| last.as_ref().filter(|_| is_shown).and_then(|reply| reply.as_ref().err().cloned()))
    })
}
