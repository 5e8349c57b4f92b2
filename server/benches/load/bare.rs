//! The baseline of 登録: a handler that inserts a body and does nothing else.

use axum::{Router, extract::State, http::StatusCode, routing::post};
use nss_server::store::{self, Store};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::Failed;

/// Serves it on a free port, which it prints, over the database at `url`, opened as the server opens its own.
pub(crate) async fn serve(url: &str) -> Result<(), Failed> {
    let store = Store::open(url).await?.db;
    store.execute_unprepared("CREATE TABLE bare (id TEXT PRIMARY KEY, body TEXT NOT NULL)").await?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{}", listener.local_addr()?);
    let router = Router::new().route("/insert", post(insert)).with_state(store);
    Ok(axum::serve(listener, router).await?)
}

async fn insert(State(store): State<DatabaseConnection>, body: String) -> StatusCode {
    let Ok(id) = store::new_id() else { return StatusCode::INTERNAL_SERVER_ERROR };
    let sql = "INSERT INTO bare (id, body) VALUES (?, ?)";
    let row = Statement::from_sql_and_values(store.get_database_backend(), sql, [id.into(), body.into()]);
    match store.execute_raw(row).await {
        Ok(_) => StatusCode::CREATED,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
