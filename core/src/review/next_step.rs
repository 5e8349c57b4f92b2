//! The next step of an applicant: what it is, and the day until which it is to be done.

use chrono::NaiveDate;

use super::deadline::settings_deadline;
use super::{Kind, State};

/// The next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Whether the applicant has something to do; otherwise the center or the calendar has.
    pub is_to_do: bool,
    /// The sentence.
    pub text: &'static str,
    /// The last day, or the day that is waited for; none if the documents name none.
    pub until: Option<NaiveDate>,
}

/// The next step of a システム設定申込 (N-280, C-015).
fn of_settings(state: State) -> NextStep {
    let (is_to_do, text) = match state {
        State::Returned => (
            true,
            "システム設定申込内容に確認事項があります。内容をご確認の上、申込内容の修正、または取下げを行ってください。",
        ),
        State::Approved => (false, "システム設定申込の審査を終了しました。利用開始日をお待ちください。"),
        State::Withdrawn => (false, "このシステム設定申込は取り下げられました。"),
        State::Void => (false, "このシステム設定申込はキャンセルとなりました。"),
        _ => (false, "システム設定申込の内容を確認しています。審査終了までしばらくお待ちください。"),
    };
    NextStep { is_to_do, text, until: None }
}

/// The next step in a state (N-014 … N-016, N-236, N-244, C-014 … C-016, C-100); `starts_on`: 利用開始日 as it was confirmed.
pub fn next_step(kind: Kind, state: State, starts_on: Option<NaiveDate>) -> NextStep {
    match kind {
        Kind::Settings => of_settings(state),
        Kind::Change | Kind::ChangeWithWorks => of_change(state, starts_on),
        Kind::Termination => of_termination(state, starts_on),
        Kind::New | Kind::NewWithoutWorks => of_contract(state, starts_on),
    }
}

/// The next step of a change application (C-100); `from`: the day of effect as it was confirmed.
fn of_change(state: State, from: Option<NaiveDate>) -> NextStep {
    match state {
        State::Approved => NextStep {
            is_to_do: false,
            text: "変更申込の審査を終了しました。利用開始日から、変更後の契約内容になります。",
            until: from,
        },
        _ => of_contract(state, from),
    }
}

/// The next step of 解約申込 (C-049); `end`: 契約満了日 as it was confirmed.
fn of_termination(state: State, end: Option<NaiveDate>) -> NextStep {
    match state {
        State::Approved => NextStep {
            is_to_do: false,
            text: "解約申込の審査を終了しました。契約は契約満了日で終了します。最後のご請求は、契約満了日の翌月に確定し、「請求内容参照」に表示します。",
            until: end,
        },
        _ => of_contract(state, end),
    }
}

fn of_contract(state: State, starts_on: Option<NaiveDate>) -> NextStep {
    let (is_to_do, text, until) = match state {
        State::Received | State::Reviewing => {
            (false, "審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。", None)
        }
        State::Scheduling => (false, "回線工事の日程を調整しています。NACCSセンターからの連絡をお待ちください。", None),
        State::Returned => (
            true,
            "申込内容に確認事項があります。内容をご確認の上、申込内容の修正、または取下げを行ってください。期限の定めはありませんが、修正をお送りいただくまで審査は進みません。",
            None,
        ),
        State::Approved => (
            true,
            "NACCSをご利用になるには、システム設定申込が必要です。必ずシステム設定申込締切日までに申込手続きをお願いします。期日までに行われない場合、お申込はキャンセルとなります。",
            starts_on.and_then(settings_deadline),
        ),
        State::SettingsReceived => {
            (false, "システム設定申込の内容を確認しています。審査終了までしばらくお待ちください。", None)
        }
        State::SettingsApproved => (
            false,
            "利用開始日までに、パッケージソフトのインストールを行ってください（自社システム接続の一部のお客様は除きます）。",
            starts_on,
        ),
        State::Held => (
            false,
            "システム設定の確認が終わっていないため、利用開始を保留しています。NACCSセンターからの連絡をお待ちください。",
            None,
        ),
        State::InUse => (false, "NACCSをご利用いただけます。", None),
        State::Withdrawn => (false, "この申込は取り下げられました。", None),
        State::Void => (false, "この申込はキャンセルとなりました。", None),
    };
    NextStep { is_to_do, text, until }
}

#[cfg(test)]
mod tests {
    use super::super::{Actor, Move, life::moves};
    use super::*;

    #[test]
    fn an_applicant_has_to_act_in_the_states_that_wait_for_applicants() {
        for state in State::ALL {
            for kind in [Kind::New, Kind::Settings] {
                let mut moves = moves(kind, *state, Actor::Applicant);
                let can_go_on = moves.any(|step| matches!(step, Move::Resend | Move::ApplyForSettings));
                assert_eq!(next_step(kind, *state, None).is_to_do, can_go_on, "{kind:?} {state:?}");
            }
        }
    }

    #[test]
    fn the_settings_have_a_last_day_and_the_start_has_its_own() {
        let start: NaiveDate = "2019-12-11".parse().unwrap();
        assert_eq!(next_step(Kind::New, State::Approved, Some(start)).until, "2019-12-05".parse().ok());
        assert_eq!(next_step(Kind::New, State::SettingsApproved, Some(start)).until, Some(start));
        assert_eq!(next_step(Kind::New, State::Returned, Some(start)).until, None);
    }
}
