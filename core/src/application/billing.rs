//! 請求先, 請求先担当者, 通知先 and 支払方法. Asked of everyone, also for free use only (N-200, V-12).

pub mod address;
pub mod contact;
pub mod notice_mails;
pub mod payment;

use crate::value::choice::Choice;

/// 希望する / 希望しない.
pub static WISHES: [Choice; 2] =
    [Choice { code: "yes", label: "希望する" }, Choice { code: "no", label: "希望しない" }];
/// Help below the two codes of which exactly one is needed (N-203, N-223).
pub const EITHER_HINT: &str = "7桁の数字　例：9999999　このコードか事業所コードのどちらか一方だけを入力してください。";
