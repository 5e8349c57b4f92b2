//! The mails and 新着情報 of a move (N-240 … N-243, C-015, C-016, V-21).

use chrono::{FixedOffset, NaiveDate};
use nss_core::{
    api::{Instant, Operator},
    application::administrator,
    form::Submission,
    mail::{self, Mail, Reviewed, Salutation},
    review::{Kind, Move, State, calendar_file, news as sentences},
    value::date,
};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::{MoveError, Reviews, content, settings};
use crate::{
    account::applicant_answers,
    config::Config,
    mail::outbox::Recipient,
    store::{self, application, instant, millis, news},
};

/// Queues the mails of a move and writes its line of 新着情報.
pub(super) async fn write(
    reviews: &Reviews,
    transaction: &DatabaseTransaction,
    application: &application::Model,
    kind: Kind,
    step: Move,
    now: Instant,
) -> Result<(), MoveError> {
    let Some(text) = sentences::sentence(kind, step) else { return Ok(()) };
    let line = news::Model {
        id: store::new_id()?,
        account_id: application.account_id.clone(),
        contract_id: None,
        at: millis(now),
        kind: kind.code().to_owned(),
        number: Some(application.number.clone()),
        text: text.to_owned(),
    };
    news::Entity::insert(line.into_active_model().reset_all()).exec_without_returning(transaction).await?;

    let letter = |operator: &_, to: &_, reviewed: &Reviewed<'_, _>| match step {
        Move::Approve => Some(mail::approval(operator, to, reviewed)),
        Move::Return => Some(mail::returned(operator, to, reviewed)),
        Move::Void => Some(mail::lapse(operator, to, reviewed)),
        _ => None,
    };
    send(reviews, transaction, application, step != Move::Return, now, letter).await
}

/// Queues the reminder of システム設定申込締切日 (V-21).
pub(super) async fn remind(
    reviews: &Reviews,
    transaction: &DatabaseTransaction,
    application: &application::Model,
    deadline: NaiveDate,
    now: Instant,
) -> Result<(), MoveError> {
    let letter =
        |operator: &_, to: &_, reviewed: &Reviewed<'_, _>| Some(mail::reminder(operator, to, reviewed, deadline));
    send(reviews, transaction, application, true, now, letter).await
}

/// Queues a mail to 申込担当者 and, if `to_both`, to 管理責任者 with another address (N-240).
async fn send(
    reviews: &Reviews,
    transaction: &DatabaseTransaction,
    application: &application::Model,
    to_both: bool,
    now: Instant,
    letter: impl FnOnce(&Operator, &Salutation, &Reviewed<'_, FixedOffset>) -> Option<Mail>,
) -> Result<(), MoveError> {
    // システム設定申込 names nobody: its mails go to the people of the contract.
    let of = settings::contract_application(transaction, application).await?;
    let submission = content::submission(of.as_ref().unwrap_or(application))?;
    let to = applicant_answers::salutation(&submission);
    let (login_url, submitted_at) = (reviews.config.login_url(), instant(application.submitted_at));
    let kind = application.kind().unwrap_or(Kind::New);
    let reviewed = Reviewed { kind, number: &application.number, submitted_at: &submitted_at, login_url: &login_url };
    let Some(mail) = letter(&reviews.config.operator, &to, &reviewed) else { return Ok(()) };
    // A mail about days that are to come brings them along.
    let calendar =
        calendar_of(application, &reviews.config, now).filter(|_| application.state() == Some(State::Approved));
    let recipients = recipients(&submission);
    for address in recipients.into_iter().take(if to_both { 2 } else { 1 }) {
        let recipient = Recipient { account_id: &application.account_id, address };
        reviews.outbox.queue_with_calendar(transaction, Some(recipient), mail.clone(), calendar.clone(), now).await?;
    }
    Ok(())
}

/// 申込担当者, and 管理責任者 with another address (N-235, N-240).
pub(super) fn recipients(submission: &Submission) -> Vec<&str> {
    let applicant = applicant_answers::mail(submission);
    let other = Some(administrator::mail(submission)).filter(|other| *other != applicant);
    std::iter::once(applicant).chain(other).collect()
}

/// The calendar file of an application for a contract whose 利用開始日 is confirmed.
pub fn calendar_of(application: &application::Model, config: &Config, now: Instant) -> Option<String> {
    application.kind().filter(|kind| kind.makes_contract())?;
    let start = application.effective_on.as_deref().and_then(date::parse)?;
    let host = config.base_url.split_once("://").map_or("", |(_, host)| host);
    Some(calendar_file::write(&application.number, start, host, &now))
}
