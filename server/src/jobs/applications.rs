//! Moves applications when their day has come, and reminds of deadlines (V-21, N-292).
//!
//! Each application is one transaction. The move's row in the history, or the row of the reminder, is there once: a process
//! that comes second changes nothing.

use nss_core::{
    account::provisional::civil_date,
    api::Instant,
    review::{Kind, State, due},
    value::date,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    review::{By, Content, MoveError, MoveRequest},
    state::AppState,
    store::{application, instant},
};

/// An application that may have something due.
#[derive(Debug, sea_orm::FromQueryResult)]
struct Waiting {
    id: String,
    revision: i32,
    state: String,
    changed_at: i64,
    effective_on: Option<String>,
}

/// Makes every move that is due; returns their number.
pub(super) async fn make_moves(app: &AppState) -> Result<u64, DbErr> {
    let today = app.clock.now().date_naive();
    let (mut made, mut failed) = (0, None);
    for waiting in waiting(app, State::ALL).await? {
        let Some(step) = waiting.state().zip(waiting.start()).and_then(|(state, start)| due::step(state, start, today))
        else {
            continue;
        };
        let request = MoveRequest {
            application_id: &waiting.id,
            revision: waiting.revision,
            by: By::Clock,
            step,
            content: Content::Nothing,
        };
        match app.reviews.apply_move(request).await {
            Ok(_) => made += 1,
            // Another process or a person was faster.
            Err(MoveError::NotFound | MoveError::Stale { .. } | MoveError::Refused { .. }) => {}
            Err(error) => {
                tracing::error!(application = waiting.id, %error, "a move of the clock failed");
                failed = Some(error);
            }
        }
    }
    outcome(made, failed)
}

/// Queues every reminder that is due; returns their number.
pub(super) async fn remind(app: &AppState) -> Result<u64, DbErr> {
    let today = app.clock.now().date_naive();
    let (mut made, mut failed) = (0, None);
    for waiting in waiting(app, &[State::Approved]).await? {
        let approved = civil_date::<chrono::FixedOffset>(&Instant::from(instant(waiting.changed_at)));
        let Some(deadline) = waiting.start().and_then(|start| due::reminder(approved, start, today)) else { continue };
        match app.reviews.remind(&waiting.id, deadline).await {
            Ok(is_first) => made += u64::from(is_first),
            Err(error) => {
                tracing::error!(application = waiting.id, %error, "a reminder failed");
                failed = Some(error);
            }
        }
    }
    outcome(made, failed)
}

/// The applications for contracts in these states, as far as the clock moves them at all; the oldest first.
async fn waiting(app: &AppState, states: &[State]) -> Result<Vec<Waiting>, DbErr> {
    let words = states
        .iter()
        .filter(|state| matches!(state, State::Approved | State::SettingsReceived | State::SettingsApproved))
        .map(|state| state.code());
    let kinds = Kind::ALL.iter().filter(|kind| kind.makes_contract()).map(|kind| kind.code());
    application::Entity::find()
        .select_only()
        .columns([
            application::Column::Id,
            application::Column::Revision,
            application::Column::State,
            application::Column::ChangedAt,
            application::Column::EffectiveOn,
        ])
        .filter(application::Column::State.is_in(words))
        .filter(application::Column::Kind.is_in(kinds))
        // In the order of an index that has the states: SQLite reads no other body.
        .order_by_asc(application::Column::SubmittedAt)
        .order_by_asc(application::Column::Id)
        .into_model()
        .all(&app.store.read_db)
        .await
}

impl Waiting {
    fn state(&self) -> Option<State> {
        State::from_code(&self.state)
    }

    fn start(&self) -> Option<chrono::NaiveDate> {
        date::parse(self.effective_on.as_deref()?)
    }
}

/// A failure of one application does not stop the others, and fails the run.
fn outcome(made: u64, failed: Option<MoveError>) -> Result<u64, DbErr> {
    failed.map_or(Ok(made), |error| Err(DbErr::Custom(error.to_string())))
}
