//! M-5: there is something to be confirmed (C-014 … C-016); the reasons themselves stand behind the log-in.

use chrono::TimeZone;

use super::{Mail, Reviewed, Salutation, foot};
use crate::api::Operator;
use crate::review::{Move, news};

/// The mail that asks to correct an application or to withdraw it.
pub fn returned<Z: TimeZone>(operator: &Operator, to: &Salutation, reviewed: &Reviewed<'_, Z>) -> Mail {
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         NACCSのご利用ありがとうございます。\n\
         {sentence}\n\n\
         {lines}\n\
         以下のURLからログインすると、確認事項をご覧いただけます。\n\
         {url}\n\
         トップメニュー 新着情報「詳細」\n\n\
         【留意事項】\n\
         {foot}",
        name = operator.name,
        sentence = news::sentence(reviewed.kind, Move::Return).unwrap_or_default(),
        lines = reviewed.lines(),
        url = reviewed.login_url,
        foot = foot(operator),
    );
    Mail { subject: "【NACCS】申込内容の確認事項のお知らせ", body }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::review::Kind;

    #[test]
    fn it_says_which_application_and_what_to_do() {
        let operator = Operator { name: "運営会社".into(), address: String::new(), contacts: Vec::new() };
        let at = DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap();
        let reviewed =
            Reviewed { kind: Kind::New, number: "2600055A", submitted_at: &at, login_url: "https://nss.example/login" };
        let mail = returned(&operator, &Salutation { family_name: "混載".into(), ..Salutation::default() }, &reviewed);
        assert_eq!(
            mail.body,
            "混載 様\n\n\
             運営会社です。\n\
             NACCSのご利用ありがとうございます。\n\
             利用申込内容に確認事項があります。通知内容をご確認の上、申込内容の修正、または取下げを行ってください。\n\n\
             申込受付年月日：2026年11月20日\n\
             申込受付番号：2600055A\n\n\
             以下のURLからログインすると、確認事項をご覧いただけます。\n\
             https://nss.example/login\n\
             トップメニュー 新着情報「詳細」\n\n\
             【留意事項】\n\
             ・このメールは自動配信しています。送信専用のため、直接返信いただいてもお問い合わせにはお答えできません。\n\
             ・ご不明な点・ご質問等がございましたら、下記までご連絡をお願いします。\n\n\
             運営会社\n"
        );
    }
}
