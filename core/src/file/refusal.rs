//! The sentences that refuse a file, each with what to do. `{file}` is the name of the file.

use super::types;
use crate::message::{Message, Violation};
use crate::value::{file_name, file_size};

/// The file is empty.
pub static EMPTY: Message = Message::blocks(
    "file.empty",
    "「{file}」には内容がありません（0バイト）。内容のあるファイルを選び直してください。",
);
/// The file is above the limit.
pub static TOO_LARGE: Message = Message::blocks(
    "file.too-large",
    "「{file}」は{limit}を超えています。画像を小さくするか、ファイルを分けて、{limit}以下にして添付してください。",
);
/// The content is of no accepted type.
pub static UNKNOWN: Message = Message::blocks(
    "file.unknown",
    "「{file}」の内容は、添付できる形式ではありません。{types}のいずれかで保存し直して添付してください。",
);
/// The content is a program, under any name.
pub static PROGRAM: Message = Message::blocks(
    "file.program",
    "「{file}」の内容は、書類ではなくプログラムです。添付する書類のファイルを選び直してください（{types}）。",
);
/// SVG, which may hold a script.
pub static SVG: Message =
    Message::blocks("file.svg", "「{file}」はSVG形式の画像です。PNG形式の画像かPDFに書き出して添付してください。");
/// A page for a browser.
pub static WEB_PAGE: Message =
    Message::blocks("file.web-page", "「{file}」はWebページ（HTML）です。PDFとして保存し直して添付してください。");
/// Word or `PowerPoint` 97–2003.
pub static OLD_OFFICE: Message = Message::blocks(
    "file.old-office",
    "「{file}」は古い形式の文書です。Wordはdocx、PowerPointはpptxで保存し直して添付してください。",
);
/// The document has macros.
pub static MACROS: Message = Message::blocks(
    "file.macros",
    "「{file}」にはマクロが含まれています。マクロを含まない形式（{plain}）で保存し直して添付してください。",
);
/// The document fetches or starts something when it is opened: an external template, DDE, a control.
pub static REACHES_OUT: Message = Message::blocks(
    "file.reaches-out",
    "「{file}」は、開いたときにほかのファイルやプログラムを呼び出すように作られています（外部のひな形、DDE、ActiveXなど）。PDFとして保存し直して添付してください。",
);
/// The document holds a program, or a file of any kind that a click opens.
pub static EMBEDDED: Message = Message::blocks(
    "file.embedded",
    "「{file}」には、ほかのファイルやプログラムが埋め込まれています。埋め込みを削除して保存し直すか、PDFとして印刷し直して添付してください。必要なファイルは、1件ずつ添付してください。",
);
/// A PDF has JavaScript, or an action that starts or sends something.
pub static ACTIONS: Message = Message::blocks(
    "file.actions",
    "「{file}」には、JavaScriptや、プログラムの起動・データの送信などの動作が設定されています。印刷の画面から「PDFに保存」を選び、動作のないPDFにして添付してください。",
);
/// The file is encrypted or asks for a password.
pub static ENCRYPTED: Message = Message::blocks(
    "file.encrypted",
    "「{file}」は暗号化されているか、パスワードで保護されています。保護を解除して保存し直し、添付してください。",
);
/// The file is cut off or damaged.
pub static BROKEN: Message = Message::blocks(
    "file.broken",
    "「{file}」は途中で切れているか壊れていて、内容を確認できません。作成したソフトで開き、保存し直して添付してください。",
);
/// The file expands beyond all measure (zip bomb).
pub static SWELLS: Message = Message::blocks(
    "file.swells",
    "「{file}」は圧縮を解くと大きくなりすぎます。空白のシートや使っていない画像を減らし、保存し直して添付してください。",
);
/// The document has too many parts.
pub static TOO_MANY_PARTS: Message = Message::blocks(
    "file.too-many-parts",
    "「{file}」は、シートやスライド、画像などの数が多すぎて、内容を確認できません。ファイルを分けるか、PDFとして保存し直して添付してください。",
);
/// The file is of two types at once (polyglot).
pub static MIXED: Message = Message::blocks(
    "file.mixed",
    "「{file}」には、{type}のほかに別の種類の内容が付いています。作成したソフトで開き、{type}として保存し直して添付してください。",
);
/// The file has no name.
pub static NAME_MISSING: Message =
    Message::blocks("file.name-missing", "ファイルに名前がありません。名前を付けて保存し直して添付してください。");
/// The name is too long.
pub static NAME_TOO_LONG: Message =
    Message::blocks("file.name-too-long", "ファイルの名前を{longest}文字以内に変えて、もう一度添付してください。");
/// The list is full.
pub static LIST_FULL: Message = Message::blocks(
    "file.list-full",
    "{list}に添付できるファイルは{most}件までです。添付したファイルを削除してから、もう一度添付してください。",
);
/// The files of the account are too large together.
pub static ACCOUNT_FULL: Message = Message::blocks(
    "file.account-full",
    "「{file}」を添付すると、お預かりできるファイルの合計（{total}）を超えます。削除したファイルも1日は合計に含まれますので、1日おいてから、もう一度添付してください。",
);
/// The draft has a row for the file, the store has no bytes (F083).
pub static MISSING: Message =
    Message::blocks("file.missing", "「{file}」を受け取れていません。この行を削除して、もう一度添付してください。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[
    &EMPTY,
    &TOO_LARGE,
    &UNKNOWN,
    &PROGRAM,
    &SVG,
    &WEB_PAGE,
    &OLD_OFFICE,
    &MACROS,
    &REACHES_OUT,
    &EMBEDDED,
    &ACTIONS,
    &ENCRYPTED,
    &BROKEN,
    &SWELLS,
    &TOO_MANY_PARTS,
    &MIXED,
    &NAME_MISSING,
    &NAME_TOO_LONG,
    &LIST_FULL,
    &ACCOUNT_FULL,
    &MISSING,
];

/// The refusal of the file `file`. Limits and types are filled in if the sentence has their parameters.
pub fn of(message: &'static Message, file: &str) -> Violation {
    let violation = Violation::new(message).with("file", file.to_owned());
    let fills = [
        ("limit", file_size::format_size(file_size::LIMIT)),
        ("total", file_size::format_size(super::ACCOUNT_LIMIT)),
        ("longest", file_name::MOST.to_string()),
        ("types", types::listed()),
    ];
    let fills = fills.into_iter().filter(|(name, _)| names(message, name));
    fills.fold(violation, |violation, (name, value)| violation.with(name, value))
}

/// Whether the sentence has `{name}`.
fn names(message: &Message, name: &str) -> bool {
    message.text.split('{').any(|part| part.strip_prefix(name).is_some_and(|behind| behind.starts_with('}')))
}
