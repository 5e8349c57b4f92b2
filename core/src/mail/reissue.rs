//! 仮パスワードの再発行: a lost password is replaced; the 48 hours go on. From 利用開始日 on an office gets one to log in with; the
//! passwords of the ID notice never go by mail.

use chrono::{DateTime, TimeZone};

use super::{Credentials, Mail, Salutation, foot};
use crate::{account::provisional::written_out, api::Operator};

/// The mail with the new password; `expires_at` is none after 登録.
pub fn reissue<Z: TimeZone>(
    operator: &Operator,
    to: &Salutation,
    credentials: Credentials<'_>,
    expires_at: Option<&DateTime<Z>>,
) -> Mail {
    let until = expires_at.map_or_else(
        || "利用開始日まで管理をお願いいたします。".to_owned(),
        |end| format!("{}まで使えます。再発行によって期限は延びません。", written_out(end)),
    );
    let words = format!("仮ログインIDと仮パスワードは、{until}");
    mail(operator, to, "仮ログインID", credentials, &words)
}

/// The same for an office in use, which logs in with its 事業所コード (N-265).
pub fn reissue_to_office(operator: &Operator, to: &Salutation, credentials: Credentials<'_>) -> Mail {
    let words =
        "ログインしたあと、「パスワード変更」で新しいパスワードを決めてください。NACCSのパスワードは変わりません。";
    mail(operator, to, "事業所コード", credentials, words)
}

fn mail(operator: &Operator, to: &Salutation, id_name: &str, credentials: Credentials<'_>, words: &str) -> Mail {
    let Credentials { login_id, password, login_url } = credentials;
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         ご依頼により、仮パスワードを再発行しました。この仮パスワードで一度ログインすると、これまでのパスワードは使えなくなります。\n\n\
         {id_name}：{login_id}\n\
         仮パスワード：{password}\n\n\
         {login_url}\n\n\
         {words}\n\n\
         【留意事項】\n\
         ・お心当たりのない場合は、このメールを破棄してください。これまでのパスワードはそのまま使えます。\n\
         {foot}",
        name = operator.name,
        foot = foot(operator),
    );
    Mail { subject: "【NSS】仮パスワード再発行のお知らせ", body }
}

#[cfg(test)]
mod tests {
    use super::super::{Credentials, Salutation};
    use super::{reissue, reissue_to_office};
    use crate::api::{Instant, Operator};

    #[test]
    fn it_says_that_the_hours_go_on_or_that_there_are_none_left_to_count() {
        let operator = Operator { name: "運営会社".into(), address: String::new(), contacts: Vec::new() };
        let credentials =
            Credentials { login_id: "0000001", password: "8A8A8A8A", login_url: "https://nss.example/login" };
        let end = Instant::parse_from_rfc3339("2026-11-22T10:15:00+09:00").unwrap();
        let to = Salutation::default();
        let body = |end: Option<&Instant>| reissue(&operator, &to, credentials, end).body;
        assert!(body(Some(&end)).contains("2026年11月22日（日）10:15まで使えます。再発行によって期限は延びません。"));
        assert!(body(None).contains("利用開始日まで管理をお願いいたします。"));
        assert!(body(None).contains("仮パスワード：8A8A8A8A\n"));
    }

    #[test]
    fn an_office_in_use_reads_its_code_and_what_to_do_with_the_password() {
        let operator = Operator { name: "運営会社".into(), address: String::new(), contacts: Vec::new() };
        let credentials =
            Credentials { login_id: "NAC555", password: "8A8A8A8A", login_url: "https://nss.example/login" };
        let body = reissue_to_office(&operator, &Salutation::default(), credentials).body;
        assert!(body.contains("事業所コード：NAC555\n仮パスワード：8A8A8A8A\n"), "{body}");
        assert!(body.contains("「パスワード変更」で新しいパスワードを決めてください。"), "{body}");
        assert!(!body.contains("仮ログインID") && !body.contains("利用開始日"), "{body}");
    }
}
