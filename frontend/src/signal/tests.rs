use std::cell::RefCell;
use std::rc::Rc;

use super::{Derived, Owner, State, ended, follow, graph::settle, untrack};

type Log = Rc<RefCell<Vec<String>>>;

fn logs(log: &Log, words: impl Fn() -> String + 'static) -> Box<dyn super::Give<()>> {
    let log = log.clone();
    Box::new(move || log.borrow_mut().push(words()))
}

fn page(act: impl FnOnce(Log)) {
    Owner::new().with(|| act(Log::default()));
}

#[test]
fn what_follows_acts_at_once_and_once_for_all_changes() {
    page(|log| {
        let (one, other) = (State::new(1), State::new(10));
        follow(logs(&log, move || format!("{}", one.get() + other.get())));
        one.set(2);
        other.set(20);
        settle();
        settle();
        assert_eq!(*log.borrow(), ["11", "22"]);
    });
}

#[test]
fn what_is_derived_is_news_only_when_it_differs() {
    page(|log| {
        let number = State::new(1);
        let is_even = Derived::new(move || number.get() % 2 == 0);
        let words = Derived::new(move || if is_even.get() { "even" } else { "odd" });
        follow(logs(&log, move || words.get().to_owned()));
        for next in [3, 5, 6, 8] {
            number.set(next);
            settle();
        }
        assert_eq!(*log.borrow(), ["odd", "even"]);
        number.set(9);
        assert_eq!(words.get_untracked(), "odd", "who reads before all has settled reads what is true");
    });
}

#[test]
fn only_what_was_read_last_is_followed() {
    page(|log| {
        let (which, left, right) = (State::new(true), State::new("l"), State::new("r"));
        follow(logs(&log, move || if which.get() { left.get() } else { right.get() }.to_owned()));
        right.set("R");
        settle();
        which.set(false);
        settle();
        left.set("L");
        settle();
        assert_eq!(*log.borrow(), ["l", "R"]);
    });
}

#[test]
fn what_was_made_by_what_runs_again_has_ended() {
    page(|log| {
        let (rows, text) = (State::new(2), State::new("a"));
        let (inner, ends, kept) = (log.clone(), log.clone(), Rc::new(RefCell::new(None)));
        let keep = kept.clone();
        follow(Box::new(move || {
            for row in 0..rows.get() {
                follow(logs(&inner, move || format!("{row}{}", text.get())));
            }
            let own = State::new(());
            keep.borrow_mut().get_or_insert(own);
            let ends = ends.clone();
            ended(move || ends.borrow_mut().push("end".to_owned()));
        }));
        rows.set(1);
        text.set("b");
        settle();
        assert_eq!(*log.borrow(), ["0a", "1a", "end", "0b"]);
        let gone = kept.borrow().expect("the first run kept it");
        assert!(gone.is_gone());
        gone.set(());
    });
}

#[test]
fn who_only_looks_does_not_follow_and_may_set() {
    page(|log| {
        let (seen, copied) = (State::new(1), State::new(0));
        follow(Box::new(move || copied.set(seen.get())));
        follow(logs(&log, move || format!("{} {}", copied.get(), untrack(|| seen.get()))));
        seen.set(2);
        settle();
        assert_eq!(*log.borrow(), ["1 1", "2 2"]);
    });
}

#[test]
fn what_is_made_for_an_owner_outlives_the_view_that_asked() {
    page(|log| {
        let forever = Owner::current();
        let (again, made) = (State::new(0), Rc::new(RefCell::new(None)));
        let keep = made.clone();
        follow(Box::new(move || {
            again.get();
            keep.borrow_mut().get_or_insert_with(|| forever.with(|| untrack(|| State::new(7))));
        }));
        again.set(1);
        settle();
        let kept: State<i32> = made.borrow().expect("it was made");
        follow(logs(&log, move || kept.get().to_string()));
        assert_eq!(*log.borrow(), ["7"]);
    });
}

/// Counts how often it is copied.
struct Copied(u32);

impl Clone for Copied {
    fn clone(&self) -> Self {
        Self(self.0 + 1)
    }
}

#[test]
fn a_change_in_place_copies_nothing_unless_somebody_looks() {
    page(|log| {
        let state = State::new(Copied(0));
        follow(logs(&log, move || state.with(|copied| copied.0).to_string()));
        state.update_in_place(|_| ());
        settle();
        state.with_untracked(|seen| {
            state.update_in_place(|copied| copied.0 += 10);
            assert_eq!(seen.0, 0, "what one looks at stays");
        });
        settle();
        assert_eq!(*log.borrow(), ["0", "0", "11"]);
    });
}
