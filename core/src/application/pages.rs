//! The pages of the form, in order.

use super::{
    access, administrator, applicant, attachments, billing, connection, contractor, diagram, emergency_fax, fee_plan,
    headquarters, lines, mailbox, net, office, reason, remarks, security, sharing, start, user_codes, works,
};
use crate::form::Page;

/// S06 … S23.
pub(super) static ALL: [&Page; 15] = [
    &APPLICANT,
    &START,
    &OFFICE,
    &CONTRACTOR,
    &ADMINISTRATOR,
    &USER_CODES,
    &NET,
    &LINES,
    &DIAGRAM,
    &WORKS,
    &MAILBOX,
    &FEE_PLAN,
    &BILLING,
    &SHARING,
    &REMARKS,
];

/// 申込担当者・申込理由 (N-060 … N-064).
static APPLICANT: Page = Page {
    path: "applicant",
    title: "申込担当者・申込理由",
    lead: "NACCSセンターから利用申込の内容確認を行う際の連絡先となります。",
    sections: &[&applicant::APPLICANT, &reason::REASON],
};

/// 利用開始希望日 (N-070, N-071).
static START: Page = Page {
    path: "start",
    title: "利用開始希望日",
    lead: "利用開始日は、審査の結果、希望日と異なる場合があります。回線を申し込む場合、BB-光回線は、提供エリア、設備状況等により、標準日数以上に日数を要することがあります。",
    sections: &[&start::START],
};

/// 事業所 (N-072, N-080 … N-090).
pub(crate) static OFFICE: Page = Page {
    path: "office",
    title: "事業所",
    lead: "NACCSを利用する事業所について入力してください。",
    sections: &[&office::OFFICE],
};

/// 本社・契約者 (N-100 … N-103).
pub(crate) static CONTRACTOR: Page = Page {
    path: "contractor",
    title: "本社・契約者",
    lead: "本社の住所と、契約権限のある方について入力してください。",
    sections: &[&headquarters::HEADQUARTERS, &contractor::CONTRACTOR],
};

/// 管理責任者, 緊急連絡用FAX番号 and 接続形態 (N-110 … N-117).
pub(crate) static ADMINISTRATOR: Page = Page {
    path: "administrator",
    title: "管理責任者・緊急連絡先・接続形態",
    lead: "",
    sections: &[&administrator::ADMINISTRATOR, &emergency_fax::EMERGENCY_FAX, &security::SECURITY, &access::ACCESS],
};

/// 利用者コード 入力 (N-120 … N-135).
pub(crate) static USER_CODES: Page = Page {
    path: "user-codes",
    title: "利用者コード 入力",
    lead: "利用する業種ごとに利用者コードを追加してください。業種ごとに利用者IDを分けるときはIDを、利用者コードを分けるときは利用者コードを追加します。",
    sections: &[&user_codes::USER_CODES],
};

/// netNACCS; only where it is used (C-034, C-101).
pub(crate) static NET: Page = Page {
    path: "net",
    title: "netNACCS 入力",
    lead: "netNACCSで利用する端末と証明書の数を入力してください。",
    sections: &[&net::NET],
};

/// 回線・論理端末 入力 (N-139 … N-180).
pub(crate) static LINES: Page = Page {
    path: "lines",
    title: "回線・論理端末 入力",
    lead: "NACCSに接続する回線と、その回線で使う論理端末・サーバについて入力してください。",
    sections: &[&connection::CONNECTION, &lines::LINES, &connection::terminals::GATEWAY_TERMINALS],
};

/// システム構成図 (N-181 … N-183, C-085 … C-090).
static DIAGRAM: Page = Page {
    path: "diagram",
    title: "システム構成図",
    lead: "「システム構成図」を必ず添付してください。",
    sections: &[&diagram::DIAGRAM],
};

/// 工事事務担当者・工事立会者 (N-185 … N-187); only for a new line.
pub(crate) static WORKS: Page = Page {
    path: "works",
    title: "工事事務担当者・工事立会者",
    lead: "回線設置工事の連絡と立会いをされる方について入力してください。",
    sections: &[&works::contact::WORKS_CONTACT, &works::witness::WORKS_WITNESS, &works::note::WORKS_NOTE],
};

/// メールボックス (N-190 … N-192).
pub(crate) static MAILBOX: Page =
    Page { path: "mailbox", title: "メールボックス", lead: "", sections: &[&mailbox::MAILBOX] };

/// 料金プラン (N-195 … N-198).
pub(crate) static FEE_PLAN: Page =
    Page { path: "fee-plan", title: "料金プラン", lead: "", sections: &[&fee_plan::FEE_PLAN] };

/// 請求先・担当者・支払方法 (N-200 … N-224).
pub(crate) static BILLING: Page = Page {
    path: "billing",
    title: "請求先・担当者・支払方法",
    lead: "無料業務のみ利用を想定されている方でも、請求に関する情報は必ず入力していただく必要があります。",
    sections: &[
        &billing::address::BILLING,
        &billing::contact::BILLING_CONTACT,
        &billing::notice_mails::NOTICE_MAILS,
        &billing::payment::PAYMENT,
    ],
};

/// 機器共用: only of a contract (C-071).
static SHARING: Page = Page { path: "sharing", title: "機器共用", lead: "", sections: &[&sharing::SHARING] };

/// 備考・添付ファイル (N-230, C-095, C-096).
pub(crate) static REMARKS: Page = Page {
    path: "remarks",
    title: "備考・添付ファイル",
    lead: "連絡事項や添えたいファイルがある場合だけ入力してください。",
    sections: &[&remarks::REMARKS, &attachments::ATTACHMENTS],
};
