//! The printed forms of an application as PDF (C-110 … C-114).

use std::sync::Arc;

use nss_core::{
    api::ProblemKind,
    print::{PrintedForm, acceptance_form, application_form, change_form},
    review::State,
    value::date,
};
use nss_pdf::Typesetter;
use sea_orm::ConnectionTrait;

use crate::{
    clock::Clock,
    error::ApiError,
    review::{MoveError, base_of_application, submission},
    store::{application, contract_version, instant},
    turns::BoundedTurns,
};

/// Forms that are set at the same time: each takes a processor for some tenths of a second.
const MAX_SET: usize = 2;

/// Sets the printed forms: one at a time for an account or a member of the staff.
#[derive(Clone, Debug)]
pub struct PrintedForms {
    /// None where the build found no font.
    typesetter: Option<Arc<Typesetter>>,
    turns: BoundedTurns,
}

impl PrintedForms {
    /// Loads the font.
    pub fn new() -> Self {
        Self { typesetter: Typesetter::new().map(Arc::new), turns: BoundedTurns::new(MAX_SET) }
    }

    /// The form as PDF, in the turn of `reader`. A server without the font answers 503.
    pub async fn pdf(&self, form: PrintedForm, reader: &str) -> Result<Vec<u8>, ApiError> {
        let Some(typesetter) = self.typesetter.clone() else {
            tracing::error!("no PDF: the build found no font, `cargo xtask doctor` names it");
            return Err(ProblemKind::Unavailable.into());
        };
        let _turn = self.turns.turn(reader).await.map_err(|_| ProblemKind::Unavailable)?;
        let set = tokio::task::spawn_blocking(move || typesetter.set(&form)).await;
        let set = set.map_err(|error| error.to_string()).and_then(|set| set.map_err(|error| error.to_string()));
        set.map_err(|error| {
            tracing::error!(error, "printed form");
            ProblemKind::Internal.into()
        })
    }
}

impl Default for PrintedForms {
    fn default() -> Self {
        Self::new()
    }
}

/// A printed form of an application.
#[derive(Clone, Copy, Debug)]
pub enum Sheet {
    /// 申込書: the application for a contract, or the change of one, as it was sent last. Others have none.
    Application,
    /// 承諾書: the contract that the approval made; from 利用開始日 on (N-292, W1).
    Acceptance,
}

impl Sheet {
    /// The form with its texts. One that there is not, or not yet, is the error of an unknown page.
    pub async fn of(
        self,
        application: &application::Model,
        db: &impl ConnectionTrait,
        clock: &Clock,
    ) -> Result<PrintedForm, ApiError> {
        match self {
            Self::Application => application_sheet(application, db).await,
            Self::Acceptance => acceptance_sheet(application, db, clock).await,
        }
    }
}

async fn application_sheet(
    application: &application::Model,
    db: &impl ConnectionTrait,
) -> Result<PrintedForm, ApiError> {
    let kind = application.kind().ok_or(ProblemKind::Internal)?;
    if !kind.makes_contract() && !kind.changes_contract() {
        return Err(ProblemKind::NotFound.into());
    }
    let submission = submission(application).map_err(MoveError::into_error)?;
    let registered = instant(application.submitted_at).date_naive();
    let base = base_of_application(db, application).await.map_err(MoveError::into_error)?;
    Ok(match base {
        Some(base) => change_form(submission.answers(), &base, &application.number, registered),
        None => application_form(submission.answers(), &application.number, registered),
    })
}

async fn acceptance_sheet(
    application: &application::Model,
    db: &impl ConnectionTrait,
    clock: &Clock,
) -> Result<PrintedForm, ApiError> {
    let version = contract_version::of_application(db, application).await?;
    let version = version.filter(|version| {
        application.state() == Some(State::InUse)
            && date::parse(&version.effective_on).is_some_and(|start| start <= clock.now().date_naive())
    });
    let version = version.ok_or(ProblemKind::NotFound)?;
    Ok(acceptance_form(&version.document()?, &application.number, instant(version.approved_at).date_naive()))
}
