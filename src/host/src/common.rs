//! What every shard of a process shares and nobody changes.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use bezgelor_core::config::RealmConfig;
use bezgelor_core::ids::WorldId;
use bezgelor_core::model::Spawn;
use db::DbHandle;
use script::Program;
use shard::worker::Workers;
use tables::TableSet;
use world::WorldData;

use crate::capture::Capture;
use crate::control::Inbox;
use crate::scripts::Origin;
use crate::zone_log::ZoneLogs;

/// See the module; held in an `Arc`.
pub struct Common {
    /// The stores.
    pub db: DbHandle,
    /// Threads for arithmetic and name look-ups.
    pub workers: Workers,
    /// The realm as configured.
    pub realm_config: RealmConfig,
    /// The realm as its sessions need it.
    pub realm: Arc<realm::session::Realm>,
    /// What STS sessions need.
    pub sts: Arc<sts::Config>,
    /// The tables as zones need them.
    pub world: Arc<WorldData>,
    /// Spawns of worlds the store has none for.
    pub starter_spawns: BTreeMap<WorldId, Vec<Spawn>>,
    /// Milliseconds between two steps of a zone.
    pub zone_tick_ms: u64,
    /// Whether zones move between shards for the sake of load.
    pub rebalances: bool,
    /// Whether it may be told to break ([`crate::control`]'s drills).
    pub drills: bool,
    /// The tables themselves, for commands that look something up.
    pub tables: TableSet,
    /// Changes what is logged.
    pub log_level: SetLogLevel,
    /// The folder of recordings, with the roll of whom to record.
    pub captures: PathBuf,
    /// The scripts it begins with, and where they are read again.
    pub scripts: (Arc<Program>, Origin),
    /// Where commands come in.
    pub control: Inbox,
    /// Tells the process to stop.
    pub stopper: Sender<Stop>,
    /// Who records conversations, when somebody asked for it.
    pub capture: Option<Capture>,
    /// Who records zones, when somebody asked for it.
    pub zone_logs: Option<ZoneLogs>,
}

/// Changes what the process logs: takes a filter, and says in a sentence why it will not do.
pub type SetLogLevel = Box<dyn Fn(&str) -> Result<(), String> + Send + Sync>;

/// How a realm stops by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// For good.
    Shutdown,
    /// To be started again by whoever started it.
    Restart,
}

impl Common {
    /// Tells the process to stop.
    pub fn stop(&self, stop: Stop) {
        if self.stopper.send(stop).is_err() {
            tracing::error!("nobody is there to stop the realm");
        }
    }

    /// Fresh random bytes; none when the system has none to give.
    #[must_use]
    pub fn random<const N: usize>(&self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        match getrandom::fill(&mut bytes) {
            Ok(()) => Some(bytes),
            Err(error) => {
                tracing::error!(%error, "the system gives no randomness");
                None
            }
        }
    }
}

/// The IPv4 address of `host`. May ask the network: run it on a worker.
#[must_use]
pub fn resolve(host: &str) -> Option<Ipv4Addr> {
    if let Ok(address) = host.parse() {
        return Some(address);
    }
    let mut addresses = (host, 0).to_socket_addrs().ok()?;
    addresses.find_map(|address| match address.ip() {
        std::net::IpAddr::V4(address) => Some(address),
        std::net::IpAddr::V6(_) => None,
    })
}
