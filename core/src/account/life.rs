//! The states of an account, provisional (仮アカウント) until 利用開始日, and the table of moves between them; any other move is refused.

/// The state of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Registered; its 48 hours run (V-01).
    Provisional,
    /// 登録 happened in time: it lives until 利用開始日 (N-048).
    Applied,
    /// Its application is withdrawn or void: ID and password still open it, to read, until its retention is over.
    Ended,
    /// 利用開始日 has come: 事業所コード and 事業所パスワード open it, 仮ログインID does not any more (N-265).
    InUse,
    /// The 48 hours are over: ID and password do not open it any more, its draft is sealed.
    Expired,
    /// The retention is over, 30 days of a sealed draft or that of an ended account: its personal data is gone too.
    Erased,
}

/// An event in the life of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// 登録 of its draft.
    Submission,
    /// 取下げ of its application (C-016).
    Withdrawal,
    /// Its application becomes void (V-21).
    Lapse,
    /// The retention of an ended account is over.
    RetentionOver,
    /// 利用開始日 comes (N-292).
    Start,
    /// The 48th hour ends.
    HoursOver,
    /// The 30th day after that ends.
    SealOver,
    /// The applicant, registered again with the same address, takes the sealed draft over.
    TakenOver,
    /// The applicant declines the sealed draft.
    Refused,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Provisional, Self::Applied, Self::InUse, Self::Ended, Self::Expired, Self::Erased];

    /// The code in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Applied => "applied",
            Self::Ended => "ended",
            Self::InUse => "in-use",
            Self::Expired => "expired",
            Self::Erased => "erased",
        }
    }

    /// The state with a code of the store; none for an unknown code.
    pub fn from_code(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == word)
    }
}

/// Every move there is.
#[rustfmt::skip]
pub const MOVES: [(State, Event, State); 9] = [
    (State::Provisional, Event::Submission,    State::Applied),
    (State::Provisional, Event::HoursOver,     State::Expired),
    (State::Applied,     Event::Start,         State::InUse),
    (State::Applied,     Event::Withdrawal,    State::Ended),
    (State::Applied,     Event::Lapse,         State::Ended),
    (State::Ended,       Event::RetentionOver, State::Erased),
    (State::Expired,     Event::SealOver,      State::Erased),
    (State::Expired,     Event::TakenOver,     State::Erased),
    (State::Expired,     Event::Refused,       State::Erased),
];

/// The state after `event` in the state `from`; none if the table has no such move.
pub fn after(from: State, event: Event) -> Option<State> {
    MOVES.into_iter().find(|(state, happens, _)| *state == from && *happens == event).map(|(.., to)| to)
}

#[cfg(test)]
mod tests {
    use super::{Event, State, after};

    #[test]
    fn an_account_that_applied_does_not_expire() {
        assert_eq!(after(State::Applied, Event::HoursOver), None);
    }

    #[test]
    fn an_account_whose_application_ended_does_not_begin_again() {
        for event in [Event::Withdrawal, Event::Lapse] {
            assert_eq!(after(State::Applied, event), Some(State::Ended));
            assert_eq!(after(State::Provisional, event), None);
        }
        assert_eq!(after(State::Ended, Event::Submission), None);
        assert_eq!(after(State::Ended, Event::RetentionOver), Some(State::Erased));
        assert_eq!(after(State::Applied, Event::RetentionOver), None);
    }

    #[test]
    fn an_expired_account_cannot_submit() {
        assert_eq!(after(State::Expired, Event::Submission), None);
        assert_eq!(after(State::Erased, Event::Submission), None);
    }

    #[test]
    fn only_what_is_sealed_can_be_taken_over_or_refused() {
        for event in [Event::TakenOver, Event::Refused] {
            let open = State::ALL.map(|state| after(state, event));
            assert_eq!(open, [None, None, None, None, Some(State::Erased), None]);
        }
    }

    #[test]
    fn a_code_of_the_store_reads_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
        }
        assert_eq!(State::from_code("closed"), None);
    }
}
