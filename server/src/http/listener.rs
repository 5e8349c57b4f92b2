//! Accepts connections and serves them, bounded in number and in time.

use std::{io, net::SocketAddr, pin::Pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
    time,
};
use tokio_io_timeout::TimeoutStream;
use tower::Service;

/// The bounds of a listener.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections at the same time; the next one waits in the queue of the system.
    pub connections: usize,
    /// Time from the start of the connection, or from the last reply, to the end of a header.
    pub header: Duration,
    /// Time in which a client must take a part of the reply.
    pub write: Duration,
    /// Time for the requests that run when the server stops.
    pub stop: Duration,
}

impl Bounds {
    /// 512 connections leave half of the usual 1024 descriptors to the store and to uploads, which take one more each.
    pub const USUAL: Self = Self {
        connections: 512,
        header: Duration::from_secs(30),
        write: Duration::from_mins(1),
        stop: Duration::from_secs(50),
    };
}

/// Bytes that one connection buffers: also the longest header.
const BUFFER: usize = 64 * 1024;
/// Pause after a connection could not be accepted, because the system has no descriptor left.
const ACCEPT_PAUSE: Duration = Duration::from_secs(1);

/// Serves until `stop` ends. Then it accepts nothing more, answers the running requests, and drops those that take
/// longer than the bound.
pub async fn serve(listener: TcpListener, router: Router, bounds: Bounds, stop: impl Future<Output = ()>) {
    let permits = Arc::new(Semaphore::new(bounds.connections));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    tokio::pin!(stop);
    loop {
        let (stream, peer, permit) = tokio::select! {
            accepted = accept(&listener, &permits) => accepted,
            () = &mut stop => break,
        };
        while connections.try_join_next().is_some() {}
        connections.spawn(answer(stream, peer, router.clone(), bounds, graceful.watcher(), permit));
    }
    drop(listener);
    if time::timeout(bounds.stop, graceful.shutdown()).await.is_err() {
        tracing::warn!(seconds = bounds.stop.as_secs(), "requests that still ran were dropped");
    }
}

/// The next connection, as soon as there is room for it.
async fn accept(listener: &TcpListener, permits: &Arc<Semaphore>) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    loop {
        // The semaphore is never closed.
        let Ok(permit) = Arc::clone(permits).acquire_owned().await else { std::future::pending().await };
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, permit),
            Err(error) if is_of_client(&error) => {}
            Err(error) => {
                tracing::error!(%error, "connection");
                time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

/// Whether only this one connection failed.
fn is_of_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Serves one connection to its end.
async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    bounds: Bounds,
    watcher: Watcher,
    _permit: OwnedSemaphorePermit,
) {
    // Fails if the client is gone already, which shows when it is read.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(bounds.write));
    let stream: Pin<Box<_>> = Box::pin(stream);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.header)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    // A broken connection is the client's affair.
    let _ = watcher.watch(connection).await;
}
