//! M-3: the review has ended (N-240 … N-245, C-015, C-016).

use chrono::{DateTime, TimeZone};

use super::{Mail, Salutation, foot};
use crate::account::provisional::civil_date;
use crate::api::Operator;
use crate::review::Kind;
use crate::value::date::japanese;

/// The application that a mail of the review is about.
#[derive(Clone, Copy, Debug)]
pub struct Reviewed<'a, Z: TimeZone> {
    /// Its kind.
    pub kind: Kind,
    /// 申込受付番号.
    pub number: &'a str,
    /// The instant of 登録.
    pub submitted_at: &'a DateTime<Z>,
    /// The URL of the login page.
    pub login_url: &'a str,
}

impl<Z: TimeZone> Reviewed<'_, Z> {
    /// The two lines that name it (N-241).
    pub(super) fn lines(&self) -> String {
        format!("申込受付年月日：{}\n申込受付番号：{}\n", japanese(civil_date(self.submitted_at)), self.number)
    }
}

/// The mail that tells the end of the review.
pub fn approval<Z: TimeZone>(operator: &Operator, to: &Salutation, reviewed: &Reviewed<'_, Z>) -> Mail {
    let (subject, what, next) = match reviewed.kind {
        Kind::New | Kind::NewWithoutWorks => (
            "【NACCS】利用申込確認完了のお知らせ",
            "以下のURLから確定した申込内容と利用開始日を必ずご確認ください。",
            "トップメニュー 新着情報「詳細」 → 「ID通知内容」\n\n\
             【留意事項】\n\
             ・利用開始日は希望日と異なる場合がございますので、確定した申込内容は必ずご確認ください。\n\
             ・システム設定申込が期日までに行われない場合、お申込はキャンセルとなります。\
             期限内に必ずシステム設定申込をお願いします。\n",
        ),
        Kind::Change | Kind::ChangeWithWorks => (
            "【NACCS】変更申込確認完了のお知らせ",
            "以下のURLから確定した変更内容と利用開始日を必ずご確認ください。",
            "トップメニュー 新着情報「詳細」\n\n\
             【留意事項】\n\
             ・利用開始日は希望日と異なる場合がございますので、確定した変更内容は必ずご確認ください。\n",
        ),
        Kind::Termination => (
            "【NACCS】解約申込確認完了のお知らせ",
            "以下のURLから確定した契約満了日を必ずご確認ください。",
            "トップメニュー 新着情報「詳細」\n\n\
             【留意事項】\n\
             ・契約満了日は希望日と異なる場合がございますので、必ずご確認ください。\n\
             ・最後のご請求は、契約満了日の翌月に確定します。\n",
        ),
        Kind::Settings => (
            "【NACCS】システム設定申込確認完了のお知らせ",
            "以下のURLから申込内容をご確認ください。",
            "トップメニュー 新着情報「詳細」\n\n【留意事項】\n",
        ),
    };
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         NACCSのご利用ありがとうございます。申込内容の確認が完了しました。\n\n\
         {lines}\n\
         {what}\n\
         {url}\n\
         {next}{foot}",
        name = operator.name,
        lines = reviewed.lines(),
        url = reviewed.login_url,
        foot = foot(operator),
    );
    Mail { subject, body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_manuals_mail() {
        let operator = Operator { name: "運営会社".into(), address: String::new(), contacts: Vec::new() };
        let at = DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap();
        let reviewed =
            Reviewed { kind: Kind::New, number: "2600055A", submitted_at: &at, login_url: "https://nss.example/login" };
        let to = Salutation { company: "ナックス".into(), family_name: "混載".into(), ..Salutation::default() };
        let mail = approval(&operator, &to, &reviewed);
        assert_eq!(mail.subject, "【NACCS】利用申込確認完了のお知らせ");
        assert_eq!(
            mail.body,
            "ナックス 混載 様\n\n\
             運営会社です。\n\
             NACCSのご利用ありがとうございます。申込内容の確認が完了しました。\n\n\
             申込受付年月日：2026年11月20日\n\
             申込受付番号：2600055A\n\n\
             以下のURLから確定した申込内容と利用開始日を必ずご確認ください。\n\
             https://nss.example/login\n\
             トップメニュー 新着情報「詳細」 → 「ID通知内容」\n\n\
             【留意事項】\n\
             ・利用開始日は希望日と異なる場合がございますので、確定した申込内容は必ずご確認ください。\n\
             ・システム設定申込が期日までに行われない場合、お申込はキャンセルとなります。期限内に必ずシステム設定申込をお願いします。\n\
             ・このメールは自動配信しています。送信専用のため、直接返信いただいてもお問い合わせにはお答えできません。\n\
             ・ご不明な点・ご質問等がございましたら、下記までご連絡をお願いします。\n\n\
             運営会社\n"
        );
    }

    #[test]
    fn a_settings_application_has_no_start_to_confirm() {
        let operator = Operator { name: "運営会社".into(), address: String::new(), contacts: Vec::new() };
        let at = DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap();
        let reviewed = Reviewed { kind: Kind::Settings, number: "2600001S", submitted_at: &at, login_url: "u" };
        let mail = approval(&operator, &Salutation::default(), &reviewed);
        assert_eq!(mail.subject, "【NACCS】システム設定申込確認完了のお知らせ");
        assert!(!mail.body.contains("利用開始日") && !mail.body.contains("キャンセル"), "{}", mail.body);
    }
}
