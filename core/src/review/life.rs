//! The life of an application as one table of moves: server, pages, mails and tests read it. Any other move is refused.

use serde::{Deserialize, Serialize};

use crate::application::{access, connection};
use crate::change_application::{self, request};
use crate::form::{At, Scope, Submission};
use crate::settings;

/// An enum whose words stand in the store and on the wire and never change, each with its label.
macro_rules! words {
    ($(#[$about:meta])* $Name:ident { $($(#[$doc:meta])* $Word:ident = $code:tt, $label:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum $Name {
            $($(#[$doc])* #[serde(rename = $code)] $Word,)*
        }

        impl $Name {
            /// Every one, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$Word),*];

            /// The word in the store and on the wire.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$Word => $code,)* }
            }

            /// The words on pages.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$Word => $label,)* }
            }

            /// The one with that word; none for an unknown word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
            }
        }
    };
}

words! {
    /// The kind of an application (申込分類, C-103).
    Kind {
        /// 新規 with a new line.
        New = "new", "新規申込";
        /// 新規 for ゲートウェイ配下端末のみ or for netNACCS: no line, so no 日程調整 (N-013).
        NewWithoutWorks = "new-gateway-only", "新規申込";
        /// システム設定 (N-280 … N-287).
        Settings = "settings", "システム設定申込";
        /// 変更 of a contract (C-021 … C-100).
        Change = "change", "変更申込";
        /// 変更 with works at a line, so with 日程調整.
        ChangeWithWorks = "change-with-works", "変更申込";
        /// 解約: 契約解除・事業所廃止 (C-049).
        Termination = "termination", "解約申込";
    }
}

words! {
    /// The state of an application (N-012 … N-016).
    State {
        /// It waits for a reviewer.
        Received = "received", "受付";
        /// A reviewer has taken it (N-012).
        Reviewing = "reviewing", "内容確認中";
        /// It waits for the applicant (C-014 … C-016).
        Returned = "returned", "確認事項あり";
        /// The day of the works is being agreed (N-013).
        Scheduling = "scheduling", "回線の日程調整中";
        /// It is approved (N-240); the contract waits for システム設定申込 (N-015).
        Approved = "approved", "審査終了";
        /// システム設定申込 is registered.
        SettingsReceived = "settings-received", "システム設定の確認中";
        /// システム設定 is approved; it waits for 利用開始日.
        SettingsApproved = "settings-approved", "利用開始待ち";
        /// 利用開始日 has come before システム設定 is approved: staff decide.
        Held = "held", "利用開始の保留";
        /// 利用開始日 has come (N-016, N-292).
        InUse = "in-use", "利用開始";
        /// The applicant withdrew it (C-016).
        Withdrawn = "withdrawn", "取下げ";
        /// It lapsed (N-244, V-21).
        Void = "void", "無効";
    }
}

words! {
    /// The side that moves an application.
    Actor {
        /// 申込担当者.
        Applicant = "applicant", "申込担当者";
        /// A reviewer of the center.
        Reviewer = "reviewer", "審査担当者";
        /// A job, when its day has come.
        Clock = "clock", "自動処理";
    }
}

words! {
    /// A move from one state to another.
    Move {
        /// The application is registered (登録): the first event of its history, which no state precedes.
        Register = "register", "登録する";
        /// A reviewer takes it.
        Take = "take", "内容確認を始める";
        /// It goes back to the applicant with reasons (C-016).
        Return = "return", "確認事項を返す";
        /// The applicant sends it again (C-016).
        Resend = "resend", "修正して送る";
        /// The applicant withdraws it (C-016).
        Withdraw = "withdraw", "取り下げる";
        /// The day of the works is to be agreed (N-013).
        Schedule = "schedule", "日程調整を始める";
        /// 審査終了 (N-240).
        Approve = "approve", "承認する";
        /// システム設定申込 of this contract is registered (N-015).
        ApplyForSettings = "apply-for-settings", "システム設定を申し込む";
        /// システム設定申込 of this contract is withdrawn.
        WithdrawSettings = "withdraw-settings", "システム設定の申込を取り下げる";
        /// システム設定申込 of this contract is approved.
        ApproveSettings = "approve-settings", "システム設定を承認する";
        /// 利用開始日 comes before that (decided).
        Hold = "hold", "利用開始を保留する";
        /// 利用開始日 comes (N-292).
        Start = "start", "利用を開始する";
        /// Its deadline passes, or staff end it (V-21).
        Void = "void", "無効にする";
        /// Another change of the contract was approved: this one stands on the new document.
        Rebase = "rebase", "契約の変更を反映する";
    }
}

use Actor::{Applicant, Clock, Reviewer};
use Kind::{Change, ChangeWithWorks, New, NewWithoutWorks, Settings, Termination};
use State::{
    Approved, Held, InUse, Received, Returned, Reviewing, Scheduling, SettingsApproved, SettingsReceived, Withdrawn,
};

/// The kinds, the state, the side, the move, the next state.
type Row = (&'static [Kind], State, Actor, Move, State);

/// Applications for a contract: all kinds but システム設定.
const CONTRACTS: &[Kind] = &[New, NewWithoutWorks];
/// Applications that change a contract in use.
const CHANGES: &[Kind] = &[Change, ChangeWithWorks, Termination];
/// Applications with works at a line.
const WITH_WORKS: &[Kind] = &[New, ChangeWithWorks];
/// All others.
const WITHOUT_WORKS: &[Kind] = &[NewWithoutWorks, Settings, Change, Termination];
/// All kinds.
const ALL: &[Kind] = Kind::ALL;

/// Every move there is.
#[rustfmt::skip]
pub const MOVES: &[Row] = &[
    (ALL,               Received,         Reviewer,  Move::Take,             Reviewing),
    (ALL,               Received,         Applicant, Move::Withdraw,         Withdrawn),
    (ALL,               Reviewing,        Reviewer,  Move::Return,           Returned),
    (ALL,               Reviewing,        Applicant, Move::Withdraw,         Withdrawn),
    (ALL,               Returned,         Applicant, Move::Resend,           Received),
    (ALL,               Returned,         Applicant, Move::Withdraw,         Withdrawn),
    (WITH_WORKS,        Reviewing,        Reviewer,  Move::Schedule,         Scheduling),
    (WITH_WORKS,        Scheduling,       Reviewer,  Move::Return,           Returned),
    (WITH_WORKS,        Scheduling,       Applicant, Move::Withdraw,         Withdrawn),
    (WITH_WORKS,        Scheduling,       Reviewer,  Move::Approve,          Approved),
    (WITHOUT_WORKS,     Reviewing,        Reviewer,  Move::Approve,          Approved),
    (CHANGES,           Received,         Clock,     Move::Rebase,           Received),
    (CHANGES,           Reviewing,        Clock,     Move::Rebase,           Reviewing),
    (CHANGES,           Returned,         Clock,     Move::Rebase,           Returned),
    (CHANGES,           Scheduling,       Clock,     Move::Rebase,           Scheduling),
    (&[Settings],       Received,         Reviewer,  Move::Void,             State::Void),
    (&[Settings],       Reviewing,        Reviewer,  Move::Void,             State::Void),
    (&[Settings],       Returned,         Reviewer,  Move::Void,             State::Void),
    (CONTRACTS,         Approved,         Applicant, Move::ApplyForSettings, SettingsReceived),
    (CONTRACTS,         Approved,         Clock,     Move::Void,             State::Void),
    (CONTRACTS,         SettingsReceived, Applicant, Move::WithdrawSettings, Approved),
    (CONTRACTS,         SettingsReceived, Reviewer,  Move::ApproveSettings,  SettingsApproved),
    (CONTRACTS,         SettingsReceived, Clock,     Move::Hold,             Held),
    (CONTRACTS,         SettingsApproved, Clock,     Move::Start,            InUse),
    (CONTRACTS,         Held,             Applicant, Move::WithdrawSettings, Approved),
    (CONTRACTS,         Held,             Reviewer,  Move::ApproveSettings,  SettingsApproved),
    (CONTRACTS,         Held,             Reviewer,  Move::Void,             State::Void),
];

/// The state after a move; none if the table has no such move.
pub fn after(kind: Kind, state: State, actor: Actor, step: Move) -> Option<State> {
    rows(kind, state, actor).find(|(known, _)| *known == step).map(|(_, next)| next)
}

/// The moves that a side has now: a button is there exactly when its move is.
pub fn moves(kind: Kind, state: State, actor: Actor) -> impl Iterator<Item = Move> {
    rows(kind, state, actor).map(|(step, _)| step)
}

/// Whether no side has a move any more.
pub fn has_ended(kind: Kind, state: State) -> bool {
    Actor::ALL.iter().all(|actor| moves(kind, state, *actor).next().is_none())
}

fn rows(kind: Kind, state: State, actor: Actor) -> impl Iterator<Item = (Move, State)> {
    let fits = move |row: &&Row| row.0.contains(&kind) && (row.1, row.2) == (state, actor);
    MOVES.iter().filter(fits).map(|row| (row.3, row.4))
}

/// The move of a contract's application that a move of its システム設定申込 brings along.
pub const fn follower(step: Move) -> Option<Move> {
    match step {
        Move::Register => Some(Move::ApplyForSettings),
        Move::Withdraw => Some(Move::WithdrawSettings),
        Move::Approve => Some(Move::ApproveSettings),
        _ => None,
    }
}

/// Whether a move is only brought along by the other one of these two applications: nobody has a button for it.
pub const fn comes_along(kind: Kind, step: Move) -> bool {
    matches!(step, Move::ApplyForSettings | Move::WithdrawSettings | Move::ApproveSettings)
        || matches!((kind, step), (Kind::Settings, Move::Void))
}

/// Whether there is a contract whose passwords open something: from 審査終了 until it ends (N-265). A change has those of its
/// contract, which is in use.
pub fn has_passwords(kind: Kind, state: State) -> bool {
    kind != Settings && matches!(state, Approved | SettingsReceived | SettingsApproved | Held | InUse)
}

impl State {
    /// Whether the next step is a reviewer's: the queue shows these first.
    pub const fn waits_for_reviewer(self) -> bool {
        matches!(self, Received | Reviewing | Scheduling | SettingsReceived | Held)
    }
}

impl Kind {
    /// The kind of an application with these answers.
    pub fn of(submission: &Submission) -> Self {
        let form = submission.answers().form();
        if *form == settings::FORM {
            return Settings;
        }
        if *form == change_application::FORM {
            let items = request::chosen(&Scope::whole(submission.answers()));
            let has_works = items.iter().any(|item| item.needs_works());
            return match change_application::ends_contract(submission.answers()) {
                true => Termination,
                false if has_works => ChangeWithWorks,
                false => Change,
            };
        }
        let has_line = access::uses_general(&Scope::whole(submission.answers()))
            && submission.answer(At::once(&connection::KIND)) != "gateway_only";
        if has_line { New } else { NewWithoutWorks }
    }

    /// Whether it applies for a contract of its own, which ends with it.
    pub fn makes_contract(self) -> bool {
        CONTRACTS.contains(&self)
    }

    /// Whether it changes a contract in use.
    pub fn changes_contract(self) -> bool {
        CHANGES.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn reached(kind: Kind) -> BTreeSet<&'static str> {
        let mut known = vec![Received];
        for place in 0.. {
            let Some(state) = known.get(place).copied() else { break };
            for next in Actor::ALL.iter().flat_map(|actor| rows(kind, state, *actor)).map(|(_, next)| next) {
                if !known.contains(&next) {
                    known.push(next);
                }
            }
        }
        known.into_iter().map(State::code).collect()
    }

    fn ends(kind: Kind) -> Vec<State> {
        let is_end = |state: &State| reached(kind).contains(state.code()) && has_ended(kind, *state);
        State::ALL.iter().copied().filter(is_end).collect()
    }

    #[test]
    fn every_state_is_reached_and_has_a_way_on_unless_it_is_an_end() {
        let all: BTreeSet<_> = State::ALL.iter().map(|state| state.code()).collect();
        assert_eq!(reached(New), all);
        let common = ["approved", "received", "returned", "reviewing", "withdrawn"];
        assert_eq!(reached(Change), common.into());
        assert_eq!(&reached(ChangeWithWorks) - &reached(Change), ["scheduling"].into());
        assert_eq!((reached(Termination), ends(Termination)), (reached(Change), ends(Change)));
        assert_eq!(ends(Change), [Approved, Withdrawn]);
        assert_eq!(ends(ChangeWithWorks), [Approved, Withdrawn]);
        assert_eq!(&all - &reached(NewWithoutWorks), BTreeSet::from(["scheduling"]));
        assert_eq!(reached(Settings), ["approved", "received", "returned", "reviewing", "void", "withdrawn"].into());
        assert_eq!(ends(New), [InUse, Withdrawn, State::Void]);
        assert_eq!(ends(NewWithoutWorks), [InUse, Withdrawn, State::Void]);
        assert_eq!(ends(Settings), [Approved, Withdrawn, State::Void]);
    }

    #[test]
    fn each_row_is_one_move_and_all_else_is_none() {
        let mut found = 0;
        for kind in Kind::ALL {
            for state in State::ALL {
                for actor in Actor::ALL {
                    for step in Move::ALL {
                        let rows = MOVES
                            .iter()
                            .filter(|row| row.0.contains(kind) && (&row.1, &row.2, &row.3) == (state, actor, step));
                        let next: Vec<State> = rows.map(|row| row.4).collect();
                        assert!(next.len() <= 1, "{kind:?} {state:?} {actor:?} {step:?} stands twice");
                        assert_eq!(after(*kind, *state, *actor, *step), next.first().copied());
                        found += next.len();
                    }
                }
            }
        }
        assert_eq!(found, MOVES.iter().map(|row| row.0.len()).sum::<usize>());
    }

    #[test]
    fn only_what_waits_for_no_works_skips_the_schedule() {
        assert_eq!(after(New, Reviewing, Reviewer, Move::Approve), None);
        assert_eq!(after(NewWithoutWorks, Reviewing, Reviewer, Move::Approve), Some(Approved));
        assert_eq!(after(NewWithoutWorks, Reviewing, Reviewer, Move::Schedule), None);
    }

    #[test]
    fn nothing_is_withdrawn_after_the_approval() {
        for state in [Approved, SettingsReceived, SettingsApproved, Held, InUse] {
            assert_eq!(after(New, state, Applicant, Move::Withdraw), None, "{state:?}");
        }
    }

    #[test]
    fn passwords_come_with_the_approval_and_go_with_the_contract() {
        let with = |kind| State::ALL.iter().filter(move |state| has_passwords(kind, **state));
        for kind in CONTRACTS {
            for state in with(*kind) {
                assert_eq!(after(*kind, *state, Applicant, Move::Withdraw), None, "{state:?}");
            }
            assert_eq!(with(*kind).count(), 5);
        }
        assert!(CHANGES.iter().all(|kind| !has_passwords(*kind, Withdrawn) && has_passwords(*kind, Approved)));
        assert_eq!(with(Settings).count(), 0);
    }

    #[test]
    fn every_state_that_waits_for_a_reviewer_has_a_move_of_one() {
        for state in State::ALL.iter().filter(|state| state.waits_for_reviewer()) {
            let has_move = |kind: &Kind| moves(*kind, *state, Reviewer).next().is_some();
            assert!(Kind::ALL.iter().any(has_move), "{state:?}");
        }
        assert!(!Returned.waits_for_reviewer());
    }

    #[test]
    fn words_read_back_and_are_those_of_the_wire() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(*state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.code());
        }
        assert_eq!(State::from_code("closed"), None);
        assert!(Kind::ALL.iter().all(|kind| Kind::from_code(kind.code()) == Some(*kind)));
        assert!(Move::ALL.iter().all(|step| Move::from_code(step.code()) == Some(*step)));
        assert!(Actor::ALL.iter().all(|actor| Actor::from_code(actor.code()) == Some(*actor)));
    }
}
