//! The mails that 登録 causes.

use nss_core::{
    api::{Instant, Operator},
    application::{
        administrator,
        billing::{contact, payment},
    },
    form::Submission,
    mail::{self, Mail, Received},
    receipt_number::ReceiptNumber,
};

use crate::registered;

/// Each with its recipient: 申込担当者, and another person if that is not the same (N-222, N-235).
pub(super) fn of(
    submission: &Submission,
    number: ReceiptNumber,
    at: &Instant,
    operator: &Operator,
    login_url: &str,
) -> Vec<(String, Mail)> {
    let to = registered::salutation(submission);
    let received = Received { number, at, login_url };
    let mut letters = both(submission, administrator::mail(submission), &mail::receipt(operator, &to, &received));
    if payment::needs_new_account(submission) {
        let letter = mail::debit_form(operator, &to, number);
        letters.extend(both(submission, contact::mail(submission), &letter));
    }
    letters
}

fn both(submission: &Submission, other: &str, letter: &Mail) -> Vec<(String, Mail)> {
    let applicant = registered::mail(submission);
    let recipients = std::iter::once(applicant).chain((other != applicant).then_some(other));
    recipients.map(|to| (to.to_owned(), letter.clone())).collect()
}
