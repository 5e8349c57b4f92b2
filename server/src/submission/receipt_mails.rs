//! The mails that 登録 causes.

use nss_core::{
    api::{Instant, Operator},
    application::{
        administrator,
        billing::{contact, payment},
    },
    form::Submission,
    mail::{self, Mail, Received, Salutation},
    receipt_number::ReceiptNumber,
};

use crate::account::applicant_answers;

/// The recipients of both mails, read from the submission before its number is known.
#[derive(Debug)]
pub(super) struct ReceiptMails {
    to: Salutation,
    /// Recipients of the receipt: 申込担当者, and 管理責任者 with another address (N-235).
    receipt: Vec<String>,
    /// Recipients of the form of 口座振替 (N-222): 申込担当者, and the billing contact with another address; empty without 口座振替.
    debit_form: Vec<String>,
}

impl ReceiptMails {
    /// The mails of a submission.
    pub(super) fn of(submission: &Submission) -> Self {
        let applicant = applicant_answers::mail(submission);
        let both = |other: &str| {
            let recipients = std::iter::once(applicant).chain((other != applicant).then_some(other));
            recipients.map(str::to_owned).collect()
        };
        let debit = payment::needs_new_account(submission).then(|| both(contact::mail(submission)));
        Self {
            to: applicant_answers::salutation(submission),
            receipt: both(administrator::mail(submission)),
            debit_form: debit.unwrap_or_default(),
        }
    }

    /// All mails, each with its recipient.
    pub(super) fn write(
        &self,
        number: ReceiptNumber,
        at: &Instant,
        operator: &Operator,
        login_url: &str,
    ) -> impl Iterator<Item = (&str, Mail)> {
        let receipt = mail::receipt(operator, &self.to, &Received { number, at, login_url });
        let is_debited = !self.debit_form.is_empty();
        let debit_form = is_debited.then(|| each(&self.debit_form, mail::debit_form(operator, &self.to, number)));
        each(&self.receipt, receipt).chain(debit_form.into_iter().flatten())
    }
}

fn each(to: &[String], mail: Mail) -> impl Iterator<Item = (&str, Mail)> {
    to.iter().map(move |to| (to.as_str(), mail.clone()))
}
