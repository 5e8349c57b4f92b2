//! M-1: 仮アカウント登録完了のお知らせ (N-040 … N-049).

use chrono::{DateTime, TimeZone};

use super::{Credentials, Mail, Salutation, foot};
use crate::{account::provisional::expiry_sentence, api::Operator};

/// The mail with ID and password; the 48 hours run from `queued`.
pub fn provisional_account<Z: TimeZone>(
    operator: &Operator,
    to: &Salutation,
    credentials: Credentials<'_>,
    queued: &DateTime<Z>,
) -> Mail {
    let Credentials { login_id, password, login_url } = credentials;
    let expiry = expiry_sentence(queued);
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         このたびは、NACCSのご利用ありがとうございます。\n\
         仮アカウントの登録の受付を完了しました。\n\n\
         仮ログインID：{login_id}\n\
         仮パスワード：{password}\n\n\
         本登録の手続きは、以下のURLから48時間以内に実施してください。\n\
         {login_url}\n\n\
         {expiry}\n\
         利用申込を行わずに48時間を過ぎますと、一時保存を行った場合でもログインできなくなります。\
         その場合は、再度、仮アカウントの登録が必要となりますのでご注意ください（同じE-mailアドレスで登録すると、入力した内容を引き継げます）。\n\n\
         弊社において申込内容の確認が完了しましたら、あらためてメール等によりご連絡を差し上げます。\n\n\
         【留意事項】\n\
         ・仮ログインID、仮パスワードは、利用開始日まで管理をお願いいたします。\n\
         {foot}",
        name = operator.name,
        foot = foot(operator),
    );
    Mail { subject: "【NSS】仮アカウント登録完了のお知らせ", body }
}

#[cfg(test)]
mod tests {
    use super::super::{Credentials, Salutation};
    use super::provisional_account;
    use crate::api::{Contact, Operator};
    use chrono::DateTime;

    #[test]
    fn it_brings_id_password_address_and_the_end_of_the_hours() {
        let operator = Operator {
            name: "運営会社".into(),
            address: String::new(),
            contacts: vec![Contact {
                name: "ヘルプデスク".into(),
                telephone: "0120-794-550".into(),
                hours: "終日".into(),
            }],
        };
        let to = Salutation { company: "ナックスシステム株式会社".into(), ..Salutation::default() };
        let credentials =
            Credentials { login_id: "0000001", password: "8A8A8A8A", login_url: "https://nss.example/login" };
        let friday = DateTime::parse_from_rfc3339("2026-11-20T10:15:42+09:00").unwrap();
        let mail = provisional_account(&operator, &to, credentials, &friday);
        for line in [
            "ナックスシステム株式会社 様\n",
            "仮ログインID：0000001\n仮パスワード：8A8A8A8A\n",
            "https://nss.example/login\n",
            "2026年11月22日（日）10:15まで使えます。月曜日には使えません。\n",
            "再度、仮アカウントの登録が必要となりますのでご注意ください（同じE-mailアドレスで登録すると、入力した内容を引き継げます）。\n",
            "ヘルプデスク 0120-794-550（終日）\n",
        ] {
            assert!(mail.body.contains(line), "{line} is not in\n{}", mail.body);
        }
        assert!(!mail.body.lines().any(|line| line.starts_with(' ')), "{}", mail.body);
    }
}
