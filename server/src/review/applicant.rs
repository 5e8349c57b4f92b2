//! The effects of a move for the applicant: the draft takes changes while the application is returned, and the account is only
//! read once its application has ended.

use nss_core::{
    account::life::Event,
    api::Instant,
    review::{Kind, State},
};
use sea_orm::DatabaseTransaction;

use super::{Content, MoveError};
use crate::{
    config::Config,
    store::{account, application, draft, millis},
};

/// Follows a move from `before` to `after`.
pub(super) async fn follow(
    transaction: &DatabaseTransaction,
    moved: &application::Model,
    kind: Kind,
    (before, after): (State, State),
    content: Content<'_>,
    config: &Config,
    now: Instant,
) -> Result<(), MoveError> {
    if after == State::Returned {
        draft::reopen(transaction, &moved.draft_id).await?;
    } else if before == State::Returned {
        let revision = match content {
            Content::Submission { draft_revision, .. } => Some(draft_revision),
            _ => None,
        };
        if !draft::lock(transaction, &moved.draft_id, revision, now).await? {
            return Err(MoveError::DraftChanged);
        }
    }
    let event = match after {
        State::Withdrawn => Event::Withdrawal,
        State::Void => Event::Lapse,
        _ => return Ok(()),
    };
    // The contract outlives its システム設定申込 and its changes.
    if kind.makes_contract() {
        let until = millis(now) + config.account_retention_millis();
        account::end(transaction, &moved.account_id, event, until).await?;
    }
    Ok(())
}
