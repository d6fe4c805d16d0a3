//! The configuration as values. Reading files, environment and flags is the server's job.

use serde::{Deserialize, Serialize};

use crate::ids::RealmId;

/// The whole configuration; every field has a default that starts a playable realm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where clients reach us.
    pub network: Network,
    /// The realm this process is.
    pub realm: RealmConfig,
    /// Where accounts, characters and the world are kept.
    pub database: Database,
    /// Threads and pace.
    pub runtime: Runtime,
    /// The realm's own scripts.
    pub scripts: Scripts,
    /// What is logged.
    pub log: Log,
    /// The HTTP interface: REST, metrics and the page of the operator.
    pub api: Api,
}

/// Listeners and the address given to clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Network {
    /// Address all listeners bind to.
    pub bind: String,
    /// IPv4 address or host name that clients use to reach the world listener.
    pub public_host: String,
    /// STS login; the client expects 6600.
    pub sts_port: u16,
    /// Auth; the client expects 23115.
    pub auth_port: u16,
    /// World; told to the client.
    pub world_port: u16,
    /// Whether this machine itself may open any number of connections that do not log in, as tools
    /// and proxies on it do; other addresses never may.
    pub trusts_loopback: bool,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            bind: "127.0.0.1".into(),
            public_host: "127.0.0.1".into(),
            sts_port: 6600,
            auth_port: 23115,
            world_port: 24000,
            trusts_loopback: true,
        }
    }
}

/// The realm as players see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RealmConfig {
    /// Its id in the auth database.
    pub id: RealmId,
    /// Its name in the realm list.
    pub name: String,
    /// Players it takes before the queue begins.
    pub capacity: u32,
    /// Shown in chat on entering the world; empty for none.
    pub message_of_the_day: String,
    /// Seconds of camping before a logout.
    pub logout_s: u32,
    /// Players whose every step a player is told, the nearest; 0 for all. Steps of others in
    /// sight come less often.
    pub visible_movers_max: u32,
    /// Milliseconds in which each player is told once of the steps of others, players taking turns
    /// within them; less than the tick of a zone for each tick.
    pub relay_interval_ms: u32,
    /// Seconds after which a zone that nobody is in is closed; 0 for never.
    pub empty_zone_s: u32,
    /// Seconds after which the creatures of a part of an open world that nobody sees are put away
    /// until somebody comes; 0 for never.
    pub empty_grid_s: u32,
    /// Steps of a player that were not believed, one forgiven each ten seconds, beyond which it is
    /// sent away; 0 for never.
    pub refused_steps_max: u32,
}

impl Default for RealmConfig {
    fn default() -> Self {
        Self {
            id: RealmId(1),
            name: "Bezgelor".into(),
            capacity: 5000,
            message_of_the_day: "Welcome to Nexus.".into(),
            logout_s: 30,
            visible_movers_max: crate::limits::VISIBLE_MOVERS_MAX as u32,
            relay_interval_ms: 0,
            empty_zone_s: 300,
            empty_grid_s: (crate::limits::GRID_IDLE_MS / 1000) as u32,
            refused_steps_max: crate::limits::REFUSED_STEPS_MAX,
        }
    }
}

/// Where the three stores live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite://FILE`, `sqlite:` (under the data directory) or `postgres://…`.
    pub auth: String,
    /// The same for characters.
    pub character: String,
    /// The same for the world.
    pub world: String,
    /// Connections per PostgreSQL pool.
    pub pool_size: u32,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            auth: "sqlite:".into(),
            character: "sqlite:".into(),
            world: "sqlite:".into(),
            pool_size: 8,
        }
    }
}

/// The realm's own scripts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scripts {
    /// Whether there are any.
    pub enabled: bool,
    /// The folder they lie in; empty for `scripts` in the data directory when that is there, else
    /// for those inside the program, which are for the starter tables.
    pub path: String,
}

impl Default for Scripts {
    fn default() -> Self {
        Self {
            enabled: true,
            path: String::new(),
        }
    }
}

/// Threads and pace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Runtime {
    /// Executor threads; 0 takes one per core this process may use.
    pub shards: u16,
    /// Pin each to its core.
    pub pin: bool,
    /// Milliseconds between two steps of a zone.
    pub zone_tick_ms: u64,
    /// Move zones between the threads when one has much more to do than another.
    pub rebalance: bool,
    /// Threads for login arithmetic; 0 takes half the cores, at least one.
    pub srp_threads: u16,
    /// What the executor threads run on.
    pub backend: RuntimeBackend,
}

impl Default for Runtime {
    fn default() -> Self {
        Self {
            shards: 0,
            pin: true,
            zone_tick_ms: crate::limits::ZONE_TICK_MS,
            rebalance: true,
            srp_threads: 0,
            backend: RuntimeBackend::Auto,
        }
    }
}

/// What the executor threads run on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuntimeBackend {
    /// `io_uring` where the kernel lets us, else epoll.
    #[default]
    Auto,
    /// `io_uring` or nothing.
    IoUring,
    /// epoll, also where `io_uring` is to be had.
    Epoll,
}

/// The HTTP interface: REST, metrics and the page of the operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Api {
    /// Whether there is one.
    pub enabled: bool,
    /// `ADDRESS:PORT` it listens on.
    pub listen: String,
    /// PEM file with the certificate chain; empty for plain HTTP.
    pub tls_certificate: String,
    /// PEM file with the certificate's key.
    pub tls_key: String,
    /// Listen beyond this machine without TLS or without a token.
    pub allow_insecure: bool,
    /// Requests per minute of one address, and of one token.
    pub requests_per_minute: u32,
    /// Whether strangers may make themselves accounts.
    pub sign_up: bool,
    /// Accounts one address may make in an hour.
    pub sign_ups_per_hour: u32,
    /// Whether game masters and administrators are seen on the map by players.
    pub show_staff: bool,
    /// Whether callers of this machine are told the figures at `/metrics` without a token.
    pub open_metrics: bool,
}

impl Default for Api {
    fn default() -> Self {
        Self {
            enabled: true,
            listen: "127.0.0.1:8080".into(),
            tls_certificate: String::new(),
            tls_key: String::new(),
            allow_insecure: false,
            requests_per_minute: 600,
            sign_up: false,
            sign_ups_per_hour: 5,
            show_staff: false,
            open_metrics: true,
        }
    }
}

/// What is logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// A `tracing` filter: `info`, `info,shard=debug`, ….
    pub filter: String,
    /// `text` or `json`.
    pub format: LogFormat,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            filter: "info".into(),
            format: LogFormat::Text,
        }
    }
}

/// How a log line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}
