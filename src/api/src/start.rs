//! Start and end of the interface, and where it may listen.

use std::collections::BTreeMap;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bezgelor_core::config::{Api, Config};
use bezgelor_core::ids::WorldId;
use db::{DbError, DbHandle};
use shard::Metrics;
use tables::TableSet;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::gauge::Gauges;
use crate::kept::Kept;
use crate::lacks::LackSource;
use crate::logs::{LogSource, LogTail};
use crate::realm::Realm;
use crate::state::App;
use crate::streams::Streams;
use crate::{listen, service, tls};

/// Between two looks at what the shards said.
const LOOK: Duration = Duration::from_millis(500);
/// Threads that check passwords.
const PASSWORD_THREADS: usize = 2;
/// What is under way when the interface ends has so long.
const END: Duration = Duration::from_secs(1);

/// What the interface is made from.
pub struct Parts {
    /// The whole configuration; it lists the realm's settings beside its own.
    pub config: Config,
    /// Version of the server.
    pub version: &'static str,
    /// The stores.
    pub db: DbHandle,
    /// The running realm.
    pub realm: Arc<dyn Realm>,
    /// What the shards say of themselves.
    pub metrics: Metrics,
    /// The tables the realm plays on.
    pub tables: TableSet,
    /// What people call the worlds.
    pub worlds: BTreeMap<WorldId, String>,
    /// The lines of the log.
    pub logs: LogSource,
    /// What the data of the worlds lacks.
    pub lacks: LackSource,
}

/// Why the interface does not run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is none.
    #[error("api.listen is `{0}`; write ADDRESS:PORT, as 127.0.0.1:8080")]
    Address(String),
    /// It would be open to a network.
    #[error("api.listen is {address}, beyond this machine, {lacks}")]
    Open {
        /// Where it would listen.
        address: SocketAddr,
        /// What is missing and what to do.
        lacks: &'static str,
    },
    /// Certificate or key cannot be used.
    #[error("the certificate of the HTTP interface cannot be used: {0}")]
    Certificate(io::Error),
    /// The port cannot be had.
    #[error("the HTTP interface cannot listen on {address}: {error}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// Whether there are tokens cannot be told.
    #[error("the tokens cannot be read: {0}")]
    Tokens(#[from] DbError),
    /// No thread or no runtime.
    #[error("the HTTP interface has no thread: {0}")]
    Thread(io::Error),
}

/// An interface that runs; dropping it ends it without waiting.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    tls: bool,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How a browser on this machine finds it.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{}/", self.address)
    }

    /// Ends it and waits until it has.
    pub fn stop(mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            // A panic there was reported when it happened.
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// The address of `api.listen`.
///
/// # Errors
/// [`StartError::Address`] when it is none.
pub fn listen_address(api: &Api) -> Result<SocketAddr, StartError> {
    let listen = api.listen.trim();
    let named = listen.strip_prefix("localhost:");
    match named {
        Some(port) => format!("127.0.0.1:{port}").parse(),
        None => listen.parse(),
    }
    .map_err(|_| StartError::Address(api.listen.clone()))
}

/// Looks for mistakes of the configuration that [`start`] would refuse, so that they are told
/// before a realm opens and not after. `has_token` tells whether a token exists.
///
/// # Errors
/// As [`start`], but nothing about the machine.
pub fn check(api: &Api, has_token: bool) -> Result<(), StartError> {
    address(api, has_token)?;
    certificate(api).map(|_| ())
}

/// Where `api` listens, unless it would be open to a network that reads along. `has_token` tells
/// whether a token exists.
fn address(api: &Api, has_token: bool) -> Result<SocketAddr, StartError> {
    let address = listen_address(api)?;
    if address.ip().is_loopback() || api.allow_insecure {
        return Ok(address);
    }
    let lacks = if api.tls_certificate.is_empty() {
        "without TLS: set api.tls_certificate and api.tls_key, or api.allow_insecure = true"
    } else if !has_token {
        "without a token: run `bezgelor token create`, or set api.allow_insecure = true"
    } else {
        return Ok(address);
    };
    Err(StartError::Open { address, lacks })
}

fn certificate(api: &Api) -> Result<Option<TlsAcceptor>, StartError> {
    let (chain, key) = (api.tls_certificate.trim(), api.tls_key.trim());
    match (chain.is_empty(), key.is_empty()) {
        (true, true) => Ok(None),
        (false, false) => tls::acceptor(Path::new(chain), Path::new(key))
            .map(Some)
            .map_err(StartError::Certificate),
        _ => {
            let both = "give both api.tls_certificate and api.tls_key";
            Err(StartError::Certificate(io::Error::other(both)))
        }
    }
}

/// Starts the interface on a thread of its own.
///
/// # Errors
/// [`StartError`]; then nothing runs. Only [`StartError::Listen`] and [`StartError::Thread`] are
/// about the machine; the others are mistakes of the configuration.
pub fn start(parts: Parts) -> Result<Running, StartError> {
    let api = &parts.config.api;
    let has_token = !futures_lite::future::block_on(parts.db.list_api_tokens())?.is_empty();
    let wanted = address(api, has_token)?;
    let tls = certificate(api)?;
    let bind = || -> io::Result<TcpListener> {
        let listener = TcpListener::bind(wanted)?;
        listener.set_nonblocking(true)?;
        Ok(listener)
    };
    let failed = |error| StartError::Listen {
        address: wanted,
        error,
    };
    let listener = bind().map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(PASSWORD_THREADS)
        .build()
        .map_err(StartError::Thread)?;
    let (stop, stopping) = watch::channel(false);
    let encrypted = tls.is_some();
    let thread = std::thread::Builder::new()
        .name("api".into())
        .spawn(move || {
            runtime.block_on(run(parts, listener, tls, stopping));
            runtime.shutdown_timeout(END);
        })
        .map_err(StartError::Thread)?;
    Ok(Running {
        address: bound,
        tls: encrypted,
        stop,
        thread: Some(thread),
    })
}

async fn run(
    parts: Parts,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    stopping: watch::Receiver<bool>,
) {
    let app = App {
        limits: App::limits_of(&parts.config),
        config: Arc::new(parts.config),
        version: parts.version,
        db: parts.db,
        realm: parts.realm,
        worlds: Arc::new(parts.worlds),
        tables: parts.tables,
        started: Instant::now(),
        gauges: Kept::new(Gauges::default()),
        logs: LogTail::default(),
        lacks: parts.lacks,
        streams: Kept::new(Streams::default()),
        stopping: stopping.clone(),
    };
    tokio::spawn(watch_shards(app.gauges.clone(), parts.metrics));
    tokio::spawn(keep_log(app.logs.clone(), parts.logs));
    match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listen::serve(listener, tls, service::router(app), stopping).await,
        Err(error) => tracing::error!(%error, "the HTTP interface cannot take connections"),
    }
}

async fn watch_shards(gauges: Kept<Gauges>, metrics: Metrics) {
    let mut look = tokio::time::interval(LOOK);
    loop {
        look.tick().await;
        if let Some(figures) = metrics.latest_async().await {
            gauges.with(|gauges| gauges.take(figures));
        }
    }
}

async fn keep_log(tail: LogTail, mut source: LogSource) {
    while let Some(line) = source.0.recv().await {
        tail.keep(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listens(listen: &str, tls: bool, insecure: bool, has_token: bool) -> Result<String, String> {
        let api = Api {
            listen: listen.into(),
            tls_certificate: if tls {
                "chain.pem".into()
            } else {
                String::new()
            },
            allow_insecure: insecure,
            ..Api::default()
        };
        match address(&api, has_token) {
            Ok(address) => Ok(address.to_string()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn this_machine_needs_nothing() {
        for listen in ["127.0.0.1:8080", "localhost:8080"] {
            assert_eq!(
                listens(listen, false, false, false),
                Ok("127.0.0.1:8080".into())
            );
        }
        assert_eq!(
            listens("[::1]:80", false, false, false),
            Ok("[::1]:80".into())
        );
    }

    #[test]
    fn a_network_needs_tls_and_a_token_or_a_word() {
        let refused =
            |tls, has_token| listens("0.0.0.0:8080", tls, false, has_token).expect_err("refused");
        assert!(refused(false, true).contains("without TLS"));
        assert!(refused(true, false).contains("bezgelor token create"));
        assert!(listens("0.0.0.0:8080", true, false, true).is_ok());
        assert!(listens("192.0.2.1:8080", false, true, false).is_ok());
    }

    #[test]
    fn an_address_that_is_none_is_told() {
        let told = listens("8080", false, false, false).expect_err("no address");
        assert!(told.contains("write ADDRESS:PORT"), "{told}");
    }
}
