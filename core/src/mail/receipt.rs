//! M-2: 利用申込受付完了のお知らせ (N-235, C-098, C-100).

use chrono::{DateTime, TimeZone};

use super::{Mail, Salutation, foot};
use crate::{
    account::provisional::written_out, api::Operator, form::difference::ChangeLine, receipt_number::ReceiptNumber,
};

/// Changes that the mail names; the application's page shows all.
const MOST_CHANGES: usize = 50;

/// The application that was received.
pub struct Received<'a, Z: TimeZone> {
    /// 申込受付番号.
    pub number: ReceiptNumber,
    /// The instant of 登録.
    pub at: &'a DateTime<Z>,
    /// The URL of the login page.
    pub login_url: &'a str,
}

/// The mail that confirms 登録 with the number.
pub fn receipt<Z: TimeZone>(operator: &Operator, to: &Salutation, received: &Received<'_, Z>) -> Mail {
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         NACCSのご利用ありがとうございます。利用申込の受付が完了しました。\n\n\
         申込受付番号：{number}\n\
         申込受付日時：{at}\n\
         お問い合わせの際は、こちらの番号をお伝えください。\n\n\
         弊社にて利用申込内容の審査を行い、審査完了後に申込担当者および管理責任者宛てに通知します。\
         申込内容に確認事項がある場合は、ご連絡を差し上げます。\n\
         審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。\n\n\
         お申し込みの内容は、申込担当者に通知した仮ログインIDでログインするとご覧いただけます。\n\
         {url}\n\n\
         このメールは、申込担当者および管理責任者宛てにお送りしています。\n\n\
         【留意事項】\n\
         ・仮ログインID、仮パスワードは、利用開始日まで管理をお願いいたします。\n\
         {foot}",
        name = operator.name,
        number = received.number,
        at = written_out(received.at),
        url = received.login_url,
        foot = foot(operator),
    );
    Mail { subject: "【NSS】利用申込受付完了のお知らせ", body }
}

/// The same for 変更申込, with before and after of each change (C-022, M7).
pub fn change_receipt<Z: TimeZone>(
    operator: &Operator,
    to: &Salutation,
    received: &Received<'_, Z>,
    changes: &[ChangeLine],
) -> Mail {
    let line =
        |change: &ChangeLine| format!("・{}\n　変更前：{}\n　変更後：{}\n", change.name, change.before, change.after);
    let lines: Vec<String> = changes.iter().take(MOST_CHANGES).map(line).collect();
    let rest = changes.len().saturating_sub(MOST_CHANGES);
    let rest = if rest > 0 { format!("・ほか{rest}件\n") } else { String::new() };
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         NACCSのご利用ありがとうございます。変更申込の受付が完了しました。\n\n\
         申込受付番号：{number}\n\
         申込受付日時：{at}\n\
         お問い合わせの際は、こちらの番号をお伝えください。\n\n\
         【変更内容】\n\
         {changes}{rest}\n\
         審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。\n\
         {url}\n\n\
         このメールは、申込担当者および管理責任者宛てにお送りしています。\n\n\
         【留意事項】\n\
         {foot}",
        name = operator.name,
        number = received.number,
        at = written_out(received.at),
        changes = lines.concat(),
        url = received.login_url,
        foot = foot(operator),
    );
    Mail { subject: "【NSS】変更申込受付完了のお知らせ", body }
}

/// The same for システム設定申込 (C-062).
pub fn settings_receipt<Z: TimeZone>(operator: &Operator, to: &Salutation, received: &Received<'_, Z>) -> Mail {
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         NACCSのご利用ありがとうございます。システム設定申込の受付が完了しました。\n\n\
         申込受付番号：{number}\n\
         申込受付日時：{at}\n\
         お問い合わせの際は、こちらの番号をお伝えください。\n\n\
         審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。\n\
         {url}\n\n\
         このメールは、申込担当者および管理責任者宛てにお送りしています。\n\n\
         【留意事項】\n\
         {foot}",
        name = operator.name,
        number = received.number,
        at = written_out(received.at),
        url = received.login_url,
        foot = foot(operator),
    );
    Mail { subject: "【NSS】システム設定申込受付完了のお知らせ", body }
}

#[cfg(test)]
mod tests {
    use super::{Received, receipt, settings_receipt};
    use crate::{
        api::Operator,
        mail::Salutation,
        receipt_number::{ReceiptNumber, Series},
    };
    use chrono::DateTime;

    #[test]
    fn it_tells_the_number_and_when_an_answer_may_come() {
        let operator = Operator { name: "運営会社".into(), address: String::new(), contacts: Vec::new() };
        let at = DateTime::parse_from_rfc3339("2026-11-20T10:15:00+09:00").unwrap();
        let number = ReceiptNumber::new(26, 55, Series::Application).unwrap();
        let received = Received { number, at: &at, login_url: "https://nss.example/login" };
        let mail = receipt(&operator, &Salutation::default(), &received);
        assert!(
            mail.body.contains("申込受付番号：2600055A\n申込受付日時：2026年11月20日（金）10:15\n"),
            "{}",
            mail.body
        );
        assert!(mail.body.contains("翌営業日以降"), "{}", mail.body);
        let number = ReceiptNumber::new(26, 1, Series::SystemSettings).unwrap();
        let mail = settings_receipt(&operator, &Salutation::default(), &Received { number, ..received });
        assert!(mail.body.contains("申込受付番号：2600001S\n"), "{}", mail.body);
    }
}
