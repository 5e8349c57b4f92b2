//! The forms, filled.

use nss_core::form::Wire;

/// The registration of 混載 一郎.
pub(crate) fn account(mail: &str) -> Wire {
    let answers = [
        ("company", "ナックスシステム株式会社"),
        ("company_kana", "ナックスシステムカブシキカイシャ"),
        ("family_name", "混載"),
        ("given_name", "一郎"),
        ("family_kana", "コンサイ"),
        ("given_kana", "イチロウ"),
        ("phone", "0123456789"),
        ("mail", mail),
        ("mail_again", mail),
    ];
    Wire {
        form: "account".to_owned(),
        version: 1,
        answers: answers.into_iter().map(|(key, text)| (format!("applicant.{key}"), text.to_owned())).collect(),
        ..Wire::default()
    }
}

/// The draft as it starts, with all else that 登録 asks for.
pub(crate) fn complete(mut draft: Wire) -> Wire {
    let answers = [
        ("reason.text", "通関業許可XX月XX日予定"),
        ("office.kind", "new"),
        ("office.name", "本社"),
        ("office.kana", "ホンシャ"),
        ("office.postcode", "2120013"),
        ("office.prefecture", "14"),
        ("office.city", "川崎市幸区"),
        ("office.street", "堀川町９９９番地"),
        ("office.address_kana", "カナガワケンカワサキシサイワイクホリカワチョウ９９９バンチ"),
        ("office.phone", "0123456789"),
        ("office.customs", "yokohama"),
        ("user_codes.k3x9q0ab.system", "sea"),
        ("user_codes.k3x9q0ab.paid", "no"),
        ("user_codes.k3x9q0ab.free", "no"),
        ("user_codes.k3x9q0ab.storage", "no"),
        ("user_codes.k3x9q0ab.ids.p9m2c7de.sso", "no"),
        ("user_codes.k3x9q0ab.ids.p9m2c7de.trades", "customs-broker"),
        ("user_codes.k3x9q0ab.ids.p9m2c7de.mode", "smtp"),
        ("user_codes.k3x9q0ab.ids.p9m2c7de.count", "1"),
        ("connection.kind", "gateway_only"),
        ("connection.system", "sea"),
        ("connection.terminals", "3"),
        ("connection.servers", "0"),
        ("start.date", "20270401"),
        ("headquarters.place", "office"),
        ("contractor.family_name", "南楠"),
        ("contractor.given_name", "太郎"),
        ("contractor.family_kana", "ナックス"),
        ("contractor.given_kana", "タロウ"),
        ("contractor.title", "代表取締役社長"),
        ("administrator.who", "applicant"),
        ("emergency_fax.fax1fax1.number", "0398765432"),
        ("security.confirmed", "confirmed"),
        ("access.kind", "general"),
        ("diagram.d1agram1.name", "構成図.pdf"),
        ("diagram.d1agram1.size", "1024"),
        ("works_contact.who", "applicant"),
        ("works_witness.who", "works-contact"),
        ("fee_plan.plan", "a"),
        ("billing.combined", "no"),
        ("billing.place", "office"),
        ("billing_contact.who", "applicant"),
        ("notice_mails.ma1lma1l.mail", "konsai.ichiro@naccs.co.jp"),
        ("payment.method", "transfer"),
        ("payment.bank", "mufg"),
    ];
    draft.answers.extend(answers.map(|(path, text)| (path.to_owned(), text.to_owned())));
    draft.rows.insert("user_codes".to_owned(), vec!["k3x9q0ab".to_owned()]);
    draft.rows.insert("user_codes.k3x9q0ab.ids".to_owned(), vec!["p9m2c7de".to_owned()]);
    for (list, row) in [("emergency_fax", "fax1fax1"), ("diagram", "d1agram1"), ("notice_mails", "ma1lma1l")] {
        draft.rows.insert(list.to_owned(), vec![row.to_owned()]);
    }
    draft
}

/// A complete draft with one new line, by which terminals reach NACCS themselves.
pub(crate) fn with_a_line(draft: Wire) -> Wire {
    let mut draft = complete(draft);
    let answers = [
        ("connection.kind", "new_line"),
        ("user_codes.k3x9q0ab.ids.p9m2c7de.mode", "interactive"),
        ("lines.l1n3l1n3.system", "sea"),
        ("lines.l1n3l1n3.works_date", "20270401"),
        ("lines.l1n3l1n3.method", "general"),
        ("lines.l1n3l1n3.access", "leased"),
        ("lines.l1n3l1n3.speed", "1"),
        ("lines.l1n3l1n3.wiring", "center"),
        ("lines.l1n3l1n3.hours", "weekdays"),
        ("lines.l1n3l1n3.redundancy", "no"),
        ("lines.l1n3l1n3.spare_router", "no"),
        ("lines.l1n3l1n3.ping", "no"),
        ("lines.l1n3l1n3.place", "office"),
        ("lines.l1n3l1n3.terminals", "3"),
    ];
    draft.answers.extend(answers.map(|(path, text)| (path.to_owned(), text.to_owned())));
    draft.rows.insert("lines".to_owned(), vec!["l1n3l1n3".to_owned()]);
    draft
}
