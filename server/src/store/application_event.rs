//! The history of an application: one row for each move, never changed.

use nss_core::review::{Actor, Move};
use sea_orm::{ConnectionTrait, IntoActiveModel, QueryOrder, entity::prelude::*};

use super::{application, new_id};

/// The revision that 登録 makes.
pub const FIRST: i32 = 1;

/// One move.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_event")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The application.
    pub application_id: String,
    /// The revision that the move made; unique for each application.
    pub revision: i32,
    /// The instant of the move.
    pub at: i64,
    /// `nss_core::review::Actor` as a word.
    pub actor: String,
    /// The account of the applicant, or the reviewer; none for the clock.
    pub actor_id: Option<String>,
    /// `nss_core::review::Move` as a word.
    pub step: String,
    /// The state before; none for 登録.
    pub before: Option<String>,
    /// The state after.
    pub after: String,
    /// The reasons of a return, or the one of 取下げ: JSON of a list of `nss_core::review::Reason`.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// The document that was returned: wire form, JSON. A resend replaces the application's own.
    #[sea_orm(column_type = "Text", nullable)]
    pub body: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The history of an application, the oldest event first.
pub async fn of_application(db: &impl ConnectionTrait, application_id: &str) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::ApplicationId.eq(application_id)).order_by_asc(Column::Revision).all(db).await
}

/// Whether this revision of an application was made by that move.
pub async fn is_move(
    db: &impl ConnectionTrait,
    application_id: &str,
    revision: i32,
    step: Move,
) -> Result<bool, DbErr> {
    let found = Entity::find().filter(Column::ApplicationId.eq(application_id)).filter(Column::Revision.eq(revision));
    Ok(found.filter(Column::Step.eq(step.code())).one(db).await?.is_some())
}

/// The first event of an application that was just registered.
pub fn registered(application: &application::Model) -> Result<ActiveModel, getrandom::Error> {
    let event = Model {
        id: new_id()?,
        application_id: application.id.clone(),
        revision: FIRST,
        at: application.submitted_at,
        actor: Actor::Applicant.code().to_owned(),
        actor_id: Some(application.account_id.clone()),
        step: Move::Register.code().to_owned(),
        before: None,
        after: application.state.clone(),
        reason: None,
        body: None,
    };
    Ok(event.into_active_model().reset_all())
}
