//! M-4: 預金口座振替依頼書についてのお知らせ (N-222); only its title is in the documents.

use super::{Mail, Salutation, foot};
use crate::{api::Operator, receipt_number::ReceiptNumber};

/// The mail that announces the form for 口座振替 from a new account.
pub fn debit_form(operator: &Operator, to: &Salutation, number: ReceiptNumber) -> Mail {
    let body = format!(
        "{to}\n\n\
         {name}です。\n\
         NACCSのご利用ありがとうございます。利用申込（申込受付番号：{number}）で口座振替をご希望いただきました。\n\n\
         後日、口座振替申込専用紙（預金口座振替依頼書）を送付します。受領しましたら、必要事項を記入し、\
         弊社宛てに郵送してください。\n\n\
         このメールは、申込担当者および請求先担当者宛てにお送りしています。\n\n\
         【留意事項】\n\
         {foot}",
        name = operator.name,
        foot = foot(operator),
    );
    Mail { subject: "【NSS】預金口座振替依頼書についてのお知らせ", body }
}

#[cfg(test)]
mod tests {
    use super::debit_form;
    use crate::{
        api::Operator,
        mail::Salutation,
        receipt_number::{ReceiptNumber, Series},
    };

    #[test]
    fn it_says_which_application_and_what_will_come() {
        let operator = Operator { name: "運営会社".into(), address: String::new(), contacts: Vec::new() };
        let number = ReceiptNumber::new(26, 55, Series::Application).unwrap();
        let mail = debit_form(&operator, &Salutation::default(), number);
        assert!(mail.body.contains("申込受付番号：2600055A"), "{}", mail.body);
        assert!(mail.body.contains("預金口座振替依頼書"), "{}", mail.body);
    }
}
