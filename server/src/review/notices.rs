//! The mails and 新着情報 of a move (N-240 … N-243, C-015, C-016).

use nss_core::{
    api::Instant,
    application::administrator,
    mail::{self, Reviewed},
    review::{Kind, Move, news as sentences},
};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::{MoveError, Reviews, content};
use crate::{
    account::applicant_answers,
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

    let submission = content::submission(application)?;
    let (operator, to) = (&reviews.config.operator, applicant_answers::salutation(&submission));
    let (login_url, submitted_at) = (reviews.config.login_url(), instant(application.submitted_at));
    let reviewed = Reviewed { kind, number: &application.number, submitted_at: &submitted_at, login_url: &login_url };
    let applicant = applicant_answers::mail(&submission);
    let mut addresses = vec![applicant];
    let mail = if step == Move::Approve {
        // 申込担当者, and 管理責任者 with another address (N-240).
        addresses.extend(Some(administrator::mail(&submission)).filter(|other| *other != applicant));
        mail::approval(operator, &to, &reviewed)
    } else {
        mail::returned(operator, &to, &reviewed)
    };
    for address in addresses {
        let recipient = Recipient { account_id: &application.account_id, address };
        reviews.outbox.queue(transaction, Some(recipient), mail.clone(), now).await?;
    }
    Ok(())
}
