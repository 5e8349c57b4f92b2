//! `/metrics` in Prometheus' text format, on a listener of its own that only the operator's network reaches. Nothing
//! is recorded until it is installed.

use std::{error::Error, future, net::SocketAddr, time::Duration};

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use metrics::{Gauge, counter, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::{net::TcpListener, time::Instant};

use super::listener::{self, Bounds};
use crate::{
    state::AppState,
    store::{self, file},
};

/// Upper bounds of the latency's buckets, in seconds. An upload may take minutes.
const LATENCY_BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 10.0, 60.0];
/// Interval at which the recorder moves its samples into their buckets; they are kept in memory until then.
const UPKEEP_INTERVAL: Duration = Duration::from_secs(5);
/// Bounds of its listener: a few monitors ask.
const BOUNDS: Bounds = Bounds { connections: 16, ..Bounds::USUAL };
/// Label of a request that no route of the API matches: the page, its files, and paths that do not exist.
const PAGE: &str = "page";

/// Installs the recorder and serves `/metrics` at `address` until the process ends.
pub async fn serve(address: SocketAddr, app: AppState) -> Result<(), Box<dyn Error>> {
    let recorder = PrometheusBuilder::new().set_buckets(&LATENCY_BUCKETS)?.install_recorder()?;
    let listener =
        TcpListener::bind(address).await.map_err(|error| format!("NSS_METRICS_LISTEN {address}: {error}"))?;
    tracing::info!(address = %listener.local_addr()?, "metrics are up");
    let upkeep = recorder.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP_INTERVAL).await;
            upkeep.run_upkeep();
        }
    });
    let service = Router::new().route("/metrics", get(render)).with_state((recorder, app));
    tokio::spawn(listener::serve(listener, service, BOUNDS, future::pending()));
    Ok(())
}

/// Reads the gauges of the store, then prints everything. Without the store the other numbers are still printed.
async fn render(State((recorder, app)): State<(PrometheusHandle, AppState)>) -> Response {
    match file::stored_bytes(&app.store.read_db).await {
        Ok(bytes) => gauge!("nss_stored_bytes").set(bytes),
        Err(error) => {
            tracing::error!(%error, "metrics: stored bytes");
            gauge!("nss_stored_bytes").set(f64::NAN);
        }
    }
    for (pool, db) in [("write", &app.store.db), ("read", &app.store.read_db)] {
        let (open, idle) = store::pool_size(db);
        gauge!("nss_pool_connections", "pool" => pool, "state" => "open").set(open);
        gauge!("nss_pool_connections", "pool" => pool, "state" => "idle").set(idle);
    }
    recorder.run_upkeep();
    (StatusCode::OK, [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], recorder.render())
        .into_response()
}

/// Layer: counts each request and its time by the template of its route. Paths and methods that a client makes up
/// share one label, so that the number of series is bounded.
pub async fn record_request(request: Request, next: Next) -> Response {
    let method = label(request.method());
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = route.filter(|route| !route.starts_with("/{*")).unwrap_or_else(|| PAGE.to_owned());
    let begun = Instant::now();
    let in_flight = InFlight::new();
    let response = next.run(request).await;
    drop(in_flight);
    histogram!("nss_http_request_seconds", "method" => method, "route" => route.clone()).record(begun.elapsed());
    let status = response.status().as_str().to_owned();
    counter!("nss_http_requests_total", "method" => method, "route" => route, "status" => status).increment(1);
    response
}

/// Counts a request that is being answered, also one whose client hangs up.
struct InFlight(Gauge);

impl InFlight {
    fn new() -> Self {
        let gauge = gauge!("nss_http_requests_in_flight");
        gauge.increment(1);
        Self(gauge)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}

fn label(method: &Method) -> &'static str {
    const KNOWN: [Method; 7] =
        [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];
    match KNOWN.iter().position(|known| known == method) {
        Some(at) => ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"][at],
        None => "other",
    }
}
