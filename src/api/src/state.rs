//! What every handler is given.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bezgelor_core::config::Config;
use bezgelor_core::ids::WorldId;
use bezgelor_core::time::UnixMillis;
use db::DbHandle;
use tables::TableSet;
use tokio::sync::watch;

use crate::gauge::Gauges;
use crate::kept::Kept;
use crate::lacks::LackSource;
use crate::logs::LogTail;
use crate::rate::{Rate, Rates};
use crate::realm::Realm;
use crate::streams::Streams;

/// Proofs of a password one address may ask for in a minute.
const LOGINS_PER_MINUTE: u32 = 10;
/// Proofs of a password all addresses together may ask for in a second: each costs arithmetic.
const LOGINS_PER_SECOND: u32 = 20;

/// The rates that are kept.
#[derive(Debug)]
pub(crate) struct Limits {
    pub(crate) addresses: Rates<IpAddr>,
    pub(crate) callers: Rates<String>,
    pub(crate) logins: Rates<IpAddr>,
    pub(crate) all_logins: Rates<()>,
    pub(crate) sign_ups: Rates<IpAddr>,
}

/// See the module; clones share it.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) config: Arc<Config>,
    pub(crate) version: &'static str,
    pub(crate) db: DbHandle,
    pub(crate) realm: Arc<dyn Realm>,
    /// What people call the worlds.
    pub(crate) worlds: Arc<BTreeMap<WorldId, String>>,
    /// The tables the realm plays on, for its maps.
    pub(crate) tables: TableSet,
    pub(crate) started: Instant,
    pub(crate) limits: Kept<Limits>,
    pub(crate) gauges: Kept<Gauges>,
    pub(crate) logs: LogTail,
    pub(crate) lacks: LackSource,
    /// Streams of events that are open.
    pub(crate) streams: Kept<Streams>,
    /// True once the interface is to end: streams close.
    pub(crate) stopping: watch::Receiver<bool>,
}

impl App {
    pub(crate) fn limits_of(config: &Config) -> Kept<Limits> {
        let minute = Duration::from_secs(60);
        let requests = config.api.requests_per_minute;
        let steady = Rate::new(requests, minute, requests);
        let sign_ups = config.api.sign_ups_per_hour;
        Kept::new(Limits {
            addresses: Rates::new(steady),
            callers: Rates::new(steady),
            logins: Rates::new(Rate::new(LOGINS_PER_MINUTE, minute, LOGINS_PER_MINUTE)),
            all_logins: Rates::new(Rate::new(
                LOGINS_PER_SECOND,
                Duration::from_secs(1),
                LOGINS_PER_SECOND,
            )),
            sign_ups: Rates::new(Rate::new(sign_ups, Duration::from_secs(3600), sign_ups)),
        })
    }
}

/// The wall clock.
pub(crate) fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    UnixMillis(since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }))
}
