//! The last run of each job, of all processes together: `nss jobs` prints it.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*, sea_query::OnConflict};

/// The last run of one job.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job_run")]
pub struct Model {
    /// The name of the job.
    #[sea_orm(primary_key, auto_increment = false)]
    pub job: String,
    /// The last run that succeeded.
    pub succeeded_at: Option<i64>,
    /// The last run that found anything to do.
    pub acted_at: Option<i64>,
    /// The rows that it acted on.
    pub acted_on: i64,
    /// The last run that failed.
    pub failed_at: Option<i64>,
    /// Its error.
    #[sea_orm(column_type = "Text", nullable)]
    pub error: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Notes a run at an instant: the rows that it acted on, or its error.
pub async fn note(
    db: &DatabaseConnection,
    job: &str,
    at: i64,
    outcome: &Result<u64, impl ToString>,
) -> Result<(), DbErr> {
    let none =
        Model { job: job.to_owned(), succeeded_at: None, acted_at: None, acted_on: 0, failed_at: None, error: None };
    let (run, columns): (Model, &[Column]) = match outcome {
        Ok(0) => (Model { succeeded_at: Some(at), ..none }, &[Column::SucceededAt]),
        Ok(count) => {
            let acted_on = i64::try_from(*count).unwrap_or(i64::MAX);
            let run = Model { succeeded_at: Some(at), acted_at: Some(at), acted_on, ..none };
            (run, &[Column::SucceededAt, Column::ActedAt, Column::ActedOn])
        }
        Err(error) => {
            let run = Model { failed_at: Some(at), error: Some(error.to_string()), ..none };
            (run, &[Column::FailedAt, Column::Error])
        }
    };
    let update = OnConflict::column(Column::Job).update_columns(columns.iter().copied()).to_owned();
    Entity::insert(run.into_active_model().reset_all()).on_conflict(update).exec_without_returning(db).await.map(drop)
}

/// Every job that ever ran, by name.
pub async fn all(db: &DatabaseConnection) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::Job).all(db).await
}
