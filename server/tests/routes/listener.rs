//! The listener: bounds of connections, of headers, and of the end.

use std::{io::Read, net::SocketAddr, time::Duration};

use nss_server::http::listener::{Bounds, serve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::timeout,
};

use crate::support::{
    World,
    process::{Process, free_port, wait_until},
};

/// A bound that no test reaches.
const NEVER: Duration = Duration::from_hours(1);
/// A bound that a test waits for.
const SOON: Duration = Duration::from_millis(100);
/// Waiting longer than that fails a test.
const PATIENCE: Duration = Duration::from_mins(1);
const BOUNDS: Bounds = Bounds { connections: 8, header: NEVER, write: NEVER, stop: NEVER };

const HALF_A_HEADER: &str = "GET /healthz HTTP/1.1\r\nHost: 127.0";
const HALF_A_BODY: &str = "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Nss: 1\r\n\
                           Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

async fn start(world: &World, bounds: Bounds) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let router = world.router.clone();
    let ended = tokio::spawn(serve(listener, router, bounds, async move { drop(stopped.await) }));
    Running { address, stop, ended }
}

impl Running {
    async fn connect(&self, begin: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(begin.as_bytes()).await.unwrap();
        stream
    }
}

/// All that comes until the server closes the connection.
async fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A connection that is cut with unread bytes is reset.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.expect("the connection is closed");
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_connection_without_a_whole_header_is_closed() {
    let world = World::development().await;
    let running = start(&world, Bounds { header: SOON, ..BOUNDS }).await;
    for begin in ["", "G", HALF_A_HEADER] {
        assert_eq!(rest(running.connect(begin).await).await, "", "{begin:?}");
    }
    let idle = rest(running.connect("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await).await;
    assert!(idle.starts_with("HTTP/1.1 200"), "{idle}");
}

#[tokio::test]
async fn silent_connections_do_not_keep_others_out_for_ever() {
    let world = World::development().await;
    let running = start(&world, Bounds { connections: 2, header: SOON, ..BOUNDS }).await;
    let mut silent = Vec::new();
    for _ in 0..6 {
        silent.push(running.connect(HALF_A_HEADER).await);
    }
    let asked = running.connect("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
    assert!(rest(asked).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn no_more_connections_are_served_than_the_bound() {
    let world = World::development().await;
    let running = start(&world, Bounds { connections: 1, ..BOUNDS }).await;
    let first = running.connect("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let mut byte = [0];
    first.readable().await.unwrap();
    let second = running.connect("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
    assert!(timeout(SOON, second.peek(&mut byte)).await.is_err(), "the second one waits");
    drop(first);
    assert!(rest(second).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_client_that_takes_no_reply_is_dropped() {
    let world = World::development().await;
    let running = start(&world, Bounds { connections: 1, write: SOON, ..BOUNDS }).await;
    // Requests without end, and no reply is read: the reply does not fit into the buffers of the system.
    let mut greedy = running.connect("").await;
    let ask = "GET /api/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100);
    let cut = async { while greedy.write_all(ask.as_bytes()).await.is_ok() {} };
    timeout(PATIENCE, cut).await.expect("the connection is cut");
}

#[tokio::test]
async fn the_end_waits_for_a_running_request_no_longer_than_its_bound() {
    let world = World::development().await;
    let running = start(&world, Bounds { stop: SOON, ..BOUNDS }).await;
    let (header, body) = (running.connect(HALF_A_HEADER).await, running.connect(HALF_A_BODY).await);
    let (answered, silent) =
        (running.connect("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await, running.connect("").await);
    answered.readable().await.unwrap();
    running.stop.send(()).unwrap();
    timeout(PATIENCE, running.ended).await.expect("it ends").unwrap();
    for stream in [header, body, silent] {
        assert_eq!(rest(stream).await, "");
    }
    assert!(TcpStream::connect(running.address).await.is_err(), "nothing listens any more");
}

#[test]
fn silent_connections_do_not_delay_the_end_of_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = Process::start(free_port(), "sqlite://nss.db", folder.path());
    let _silent = process.half("");
    process.terminate();
    wait_until(|| process.exit_code() == Some(0));
}

#[test]
fn a_second_signal_ends_the_process_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = Process::start(free_port(), "sqlite://nss.db", folder.path());
    let mut stalled = process.half(
        "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Nss: 1\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\nExpect: 100-continue\r\n\r\n",
    );
    // The interim reply tells that the body is being read.
    stalled.read_exact(&mut [0]).unwrap();
    process.terminate();
    let port = process.port;
    wait_until(|| std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    assert_eq!(process.exit_code(), None, "it waits for the stalled request");
    process.terminate();
    wait_until(|| process.exit_code().is_some());
    assert_eq!(process.exit_code(), Some(1), "not the orderly end");
}

#[cfg(target_os = "linux")]
#[test]
fn a_log_that_cannot_be_written_neither_fails_requests_nor_delays_the_end() {
    let folder = tempfile::tempdir().unwrap();
    // Each write to it fails as on a full disk.
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let settings = [("RUST_LOG", "debug")];
    let mut process = Process::start_that_logs(free_port(), "sqlite://nss.db", folder.path(), &settings, full.into());
    for path in ["/healthz", "/api/terms", "/api/session"] {
        assert_eq!(process.ask("GET", path, "", "").0, 200, "{path}");
    }
    process.terminate();
    wait_until(|| process.exit_code() == Some(0));
}
