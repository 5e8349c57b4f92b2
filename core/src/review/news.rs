//! 新着情報: the sentence that a move puts into the applicant's list (C-015, C-016, N-243, V-21, N-265).

use chrono::NaiveDate;

use super::{Kind, Move};
use crate::value::date::long_form;

/// The label of the column 種別 (C-012 … C-016).
pub const fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::New | Kind::NewWithoutWorks | Kind::Change | Kind::ChangeWithWorks | Kind::Termination => "利用申込",
        Kind::Settings => "システム設定",
    }
}

/// The sentence of new passwords (N-269).
pub const REISSUED: &str = "パスワードを再発行しました。参照できる期間内に、「ID通知内容」で確認してください。";

/// The sentence for a change application that is being filled in while another change of its contract is approved.
pub const REBASED_DRAFT: &str =
    "別の変更申込が承認され、契約内容が変わりました。入力中の変更申込は、新しい契約内容からの変更になります。";

/// The sentence for an office whose contract a change of another office of its company changes (C-022).
pub fn company_changed(from: NaiveDate) -> String {
    format!(
        "同一企業の変更申込が承認され、{}から契約内容が変わります。「契約内容確認」で確認してください。",
        long_form(from)
    )
}

/// The sentence for an office whose equipment another office begins to use, or releases (C-071, C-072).
pub fn sharing_changed(partner: &str, is_release: bool, from: NaiveDate) -> String {
    let step = if is_release { "解除されます" } else { "追加されます" };
    format!(
        "事業所「{partner}」の変更申込が承認され、{}から機器共用が{step}。「契約内容確認」で確認してください。",
        long_form(from)
    )
}

/// The sentence for the office that releases 機器共用: alone it needs terminals of its own (C-004).
pub fn released(from: NaiveDate) -> String {
    format!(
        "{}から機器共用が解除されます。単独で利用するために、引き続きnetNACCS端末の追加の手続きをお願いします。",
        long_form(from)
    )
}

/// Whether a sentence speaks of the ID notice: its line leads there as well.
pub fn is_about_id_notice(text: &str) -> bool {
    let is_approval = |kind| sentence(kind, Move::Approve) == Some(text);
    text == REISSUED || is_approval(Kind::New) || is_approval(Kind::Change)
}

/// The sentence of a move; none for a move that the applicant made, or that says nothing to do.
pub const fn sentence(kind: Kind, step: Move) -> Option<&'static str> {
    match (kind, step) {
        (Kind::New | Kind::NewWithoutWorks, Move::Approve) => {
            Some("利用申込の審査を終了しました。通知内容を確認してください。")
        }
        (Kind::Change | Kind::ChangeWithWorks, Move::Approve) => {
            Some("変更申込の審査を終了しました。通知内容を確認してください。")
        }
        (Kind::Termination, Move::Approve) => Some("解約申込の審査を終了しました。通知内容を確認してください。"),
        (Kind::Settings, Move::Approve) => Some("システム設定申込の審査を終了しました。通知内容を確認してください。"),
        (Kind::New | Kind::NewWithoutWorks, Move::Return) => Some(
            "利用申込内容に確認事項があります。通知内容をご確認の上、申込内容の修正、または取下げを行ってください。",
        ),
        (Kind::Change | Kind::ChangeWithWorks, Move::Return) => Some(
            "変更申込内容に確認事項があります。通知内容をご確認の上、申込内容の修正、または取下げを行ってください。",
        ),
        (Kind::Termination, Move::Return) => Some(
            "解約申込内容に確認事項があります。通知内容をご確認の上、申込内容の修正、または取下げを行ってください。",
        ),
        (Kind::Settings, Move::Return) => Some(
            "システム設定申込内容に確認事項があります。通知内容をご確認の上、申込内容の修正、または取下げを行ってください。",
        ),
        (Kind::New | Kind::NewWithoutWorks, Move::Void) => Some(
            "システム設定申込が期日までに完了しなかったため、利用申込は無効になりました。利用を希望される場合は、あらためて利用申込をお願いします。",
        ),
        (_, Move::Rebase) => Some(
            "別の変更申込が承認され、契約内容が変わりました。この申込は新しい契約内容からの変更になります。変更前と変更後を確認してください。",
        ),
        (_, Move::Hold) => Some(
            "システム設定申込の確認が終わっていないため、利用開始を保留しています。NACCSセンターからのご連絡をお待ちください。",
        ),
        (_, Move::Start) => {
            Some("利用を開始しました。ログインIDは事業所コード、パスワードは事業所パスワードに変わりました。")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::life::MOVES, REISSUED, is_about_id_notice, sentence};
    use crate::review::{Actor, Kind, Move};

    #[test]
    fn moves_of_the_center_and_the_clock_are_told_and_those_of_applicants_are_not() {
        for (kinds, _, actor, step, _) in MOVES {
            for kind in *kinds {
                let ends_contract = *step == Move::Void && kind.makes_contract();
                let is_answer = ends_contract
                    || matches!(step, Move::Approve | Move::Return | Move::Hold | Move::Start | Move::Rebase);
                assert_eq!(sentence(*kind, *step).is_some(), is_answer, "{kind:?} {step:?}");
                assert!(!is_answer || *actor != Actor::Applicant);
            }
        }
        assert_ne!(sentence(Kind::New, Move::Approve), sentence(Kind::Settings, Move::Approve));
    }

    #[test]
    fn new_passwords_and_the_approval_of_a_contract_speak_of_the_id_notice() {
        assert!(is_about_id_notice(REISSUED));
        for kind in Kind::ALL {
            for step in Move::ALL {
                let speaks = sentence(*kind, *step).is_some_and(is_about_id_notice);
                let has_notice = ![Kind::Settings, Kind::Termination].contains(kind);
                assert_eq!(speaks, has_notice && *step == Move::Approve, "{kind:?} {step:?}");
            }
        }
    }
}
