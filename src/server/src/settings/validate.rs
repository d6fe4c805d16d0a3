//! What the types of the configuration cannot say: relations and spellings.

use std::net::IpAddr;

use bezgelor_core::config::Config;
use bezgelor_core::limits;
use tracing_subscriber::EnvFilter;

use super::{Problem, Settings};

/// Shortest and longest pace of a zone: below, a step cannot be done in time; above, it shows.
const ZONE_TICK_MS: std::ops::RangeInclusive<u64> = 10..=1000;

/// Everything the values themselves get wrong.
pub(super) fn problems(settings: &Settings) -> Vec<Problem> {
    let config = &settings.config;
    let mut found = Vec::new();
    let mut refuse = |key: &str, message: String| {
        let place = settings.origin(key);
        found.push(Problem::new(place, format!("{key}: {message}")));
    };
    if config.network.bind.parse::<IpAddr>().is_err() {
        let message = format!("`{}` is no address; 0.0.0.0 takes all", config.network.bind);
        refuse("network.bind", message);
    }
    if config.network.public_host.trim().is_empty() {
        refuse(
            "network.public_host",
            "clients need an address to connect to".into(),
        );
    }
    if let Some((key, port)) = doubled_port(config) {
        refuse(
            key,
            format!("port {port} is taken by another listener; give each its own"),
        );
    }
    if !ZONE_TICK_MS.contains(&config.runtime.zone_tick_ms) {
        let (from, to) = (ZONE_TICK_MS.start(), ZONE_TICK_MS.end());
        refuse(
            "runtime.zone_tick_ms",
            format!("must lie in {from} to {to}"),
        );
    }
    if usize::from(config.runtime.shards) > limits::SHARDS_MAX {
        refuse("runtime.shards", format!("at most {}", limits::SHARDS_MAX));
    }
    if config.realm.capacity == 0 {
        refuse(
            "realm.capacity",
            "a realm of nobody lets nobody in; at least 1".into(),
        );
    }
    if config.realm.name.trim().is_empty() {
        refuse("realm.name", "the realm list needs a name".into());
    }
    if config.database.pool_size == 0 {
        refuse("database.pool_size", "at least 1 connection".into());
    }
    for (key, address) in [
        ("database.auth", &config.database.auth),
        ("database.character", &config.database.character),
        ("database.world", &config.database.world),
    ] {
        // The address may hold a password, so the message does not repeat it.
        let known = ["sqlite:", "postgres://", "postgresql://"];
        if !known.iter().any(|scheme| address.starts_with(scheme)) {
            refuse(key, "write sqlite:, sqlite://FILE or postgres://…".into());
        }
    }
    if let Err(error) = EnvFilter::try_new(&config.log.filter) {
        refuse(
            "log.filter",
            format!("{error}; `info` or `info,shard=debug`"),
        );
    }
    found
}

fn doubled_port(config: &Config) -> Option<(&'static str, u16)> {
    let network = &config.network;
    let ports = [
        ("network.sts_port", network.sts_port),
        ("network.auth_port", network.auth_port),
        ("network.world_port", network.world_port),
    ];
    ports
        .into_iter()
        .enumerate()
        .find_map(|(index, (key, port))| {
            let taken = ports[..index].iter().any(|(_, other)| *other == port);
            (taken && port != 0).then_some((key, port))
        })
}
