//! M-6: システム設定申込 was not made in time (V-21, W1), and the reminder before its deadline.

use chrono::{NaiveDate, TimeZone};

use super::{Mail, Reviewed, Salutation, foot};
use crate::api::Operator;
use crate::value::date::with_weekday;

/// The mail that tells that an application has lapsed.
pub fn lapse<Z: TimeZone>(operator: &Operator, to: &Salutation, reviewed: &Reviewed<'_, Z>) -> Mail {
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         NACCSのご利用ありがとうございます。\n\
         システム設定申込が期日までに完了しなかったため、次の利用申込は無効になりました。\n\n\
         {lines}\n\
         お知らせした事業所コード、利用者コード、パスワードはご利用いただけません。\n\
         利用を希望される場合は、お手数ですが、あらためて利用申込をお願いします。\n\
         {url}\n\n\
         【留意事項】\n\
         {foot}",
        name = operator.name,
        lines = reviewed.lines(),
        url = reviewed.login_url,
        foot = foot(operator),
    );
    Mail { subject: "【NACCS】利用申込無効のお知らせ", body }
}

/// The mail that reminds of システム設定申込 before its deadline.
pub fn reminder<Z: TimeZone>(
    operator: &Operator,
    to: &Salutation,
    reviewed: &Reviewed<'_, Z>,
    deadline: NaiveDate,
) -> Mail {
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         NACCSのご利用ありがとうございます。\n\
         次の利用申込について、システム設定申込をまだ受け付けていません。\n\n\
         {lines}\
         システム設定申込締切日：{deadline}\n\n\
         以下のURLからログインし、締切日までにシステム設定申込をお願いします。\n\
         {url}\n\n\
         【留意事項】\n\
         ・締切日までにシステム設定申込が行われない場合、利用申込は無効になります。\n\
         ・このメールと行き違いでお申込みいただいた場合は、ご容赦ください。\n\
         {foot}",
        name = operator.name,
        lines = reviewed.lines(),
        deadline = with_weekday(deadline),
        url = reviewed.login_url,
        foot = foot(operator),
    );
    Mail { subject: "【NACCS】システム設定申込締切日のお知らせ", body }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset};

    use super::*;
    use crate::review::Kind;

    fn written(mail: impl FnOnce(&Operator, &Salutation, &Reviewed<'_, FixedOffset>) -> Mail) -> Mail {
        let operator = Operator { name: "運営会社".into(), address: String::new(), contacts: Vec::new() };
        let at = DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap();
        let login_url = "https://nss.example/login";
        let reviewed = Reviewed { kind: Kind::New, number: "2600055A", submitted_at: &at, login_url };
        mail(&operator, &Salutation { family_name: "混載".into(), ..Salutation::default() }, &reviewed)
    }

    const FOOT: &str = "・このメールは自動配信しています。送信専用のため、直接返信いただいてもお問い合わせにはお答えできません。\n\
         ・ご不明な点・ご質問等がございましたら、下記までご連絡をお願いします。\n\n\
         運営会社\n";

    #[test]
    fn a_lapse_says_why_and_what_to_do() {
        let body = "混載 様\n\n\
             運営会社です。\n\
             NACCSのご利用ありがとうございます。\n\
             システム設定申込が期日までに完了しなかったため、次の利用申込は無効になりました。\n\n\
             申込受付年月日：2026年11月20日\n\
             申込受付番号：2600055A\n\n\
             お知らせした事業所コード、利用者コード、パスワードはご利用いただけません。\n\
             利用を希望される場合は、お手数ですが、あらためて利用申込をお願いします。\n\
             https://nss.example/login\n\n\
             【留意事項】\n";
        let mail = written(lapse);
        assert_eq!(mail.subject, "【NACCS】利用申込無効のお知らせ");
        assert_eq!(mail.body, format!("{body}{FOOT}"));
    }

    #[test]
    fn a_reminder_says_until_when() {
        let body = "混載 様\n\n\
             運営会社です。\n\
             NACCSのご利用ありがとうございます。\n\
             次の利用申込について、システム設定申込をまだ受け付けていません。\n\n\
             申込受付年月日：2026年11月20日\n\
             申込受付番号：2600055A\n\
             システム設定申込締切日：2026年12月28日（月）\n\n\
             以下のURLからログインし、締切日までにシステム設定申込をお願いします。\n\
             https://nss.example/login\n\n\
             【留意事項】\n\
             ・締切日までにシステム設定申込が行われない場合、利用申込は無効になります。\n\
             ・このメールと行き違いでお申込みいただいた場合は、ご容赦ください。\n";
        let deadline = NaiveDate::from_ymd_opt(2026, 12, 28).unwrap();
        let mail = written(|operator, to, reviewed| reminder(operator, to, reviewed, deadline));
        assert_eq!(mail.subject, "【NACCS】システム設定申込締切日のお知らせ");
        assert_eq!(mail.body, format!("{body}{FOOT}"));
    }
}
