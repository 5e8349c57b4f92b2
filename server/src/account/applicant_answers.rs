//! The answers of the section 申込担当者, which has the same fields in the registration and in the application.

use nss_core::{
    account,
    application::applicant,
    form::{At, Field, Submission, Wire},
    mail::Salutation,
};

use crate::{error::ApiError, store};

/// The accepted registration of an account.
pub fn registration(account: &store::account::Model) -> Result<Submission, ApiError> {
    let wire: Wire = serde_json::from_str(&account.answers)?;
    Submission::stored(&account::FORM, &wire).map_err(|error| {
        tracing::error!(account = account.id, %error, "stored registration");
        nss_core::api::ProblemKind::Internal.into()
    })
}

/// E-mailアドレス.
pub fn mail(submission: &Submission) -> &str {
    answer(submission, &applicant::MAIL)
}

/// A mail address in the form in which addresses are compared: in the normal form of the registration, in lower case.
pub fn compared(address: &str) -> String {
    applicant::MAIL.kind.normalise(address).to_ascii_lowercase()
}

/// 企業名.
pub fn company(submission: &Submission) -> String {
    answer(submission, &applicant::COMPANY).to_owned()
}

/// 氏名: family name, space, given name.
pub fn name(submission: &Submission) -> String {
    format!("{} {}", answer(submission, &applicant::FAMILY_NAME), answer(submission, &applicant::GIVEN_NAME))
}

/// 宛名 (N-041).
pub fn salutation(submission: &Submission) -> Salutation {
    let text = |field| answer(submission, field).to_owned();
    Salutation {
        company: text(&applicant::COMPANY),
        department: text(&applicant::DEPARTMENT),
        title: text(&applicant::TITLE),
        family_name: text(&applicant::FAMILY_NAME),
        given_name: text(&applicant::GIVEN_NAME),
    }
}

fn answer<'a>(submission: &'a Submission, field: &'static Field) -> &'a str {
    submission.answer(At::once(field))
}
