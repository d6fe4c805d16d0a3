//! What the types of the configuration cannot say: relations and spellings.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::RangeInclusive;

use bezgelor_core::config::Config;
use bezgelor_core::limits;

use super::{Problem, Settings};
use crate::log;

/// Shortest and longest pace of a zone: below, a step cannot be done in time; above, it shows.
const ZONE_TICK_MS: RangeInclusive<u64> = 10..=1000;
/// Connections of a PostgreSQL pool; a server takes 100 unless told otherwise.
const POOL_SIZE: RangeInclusive<u32> = 1..=1000;
/// Bytes of a host name and of a part of one (RFC 1035).
const HOST_NAME_BYTES_MAX: usize = 253;
const HOST_LABEL_BYTES_MAX: usize = 63;

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
    if let Some(message) = host_problem(&config.network.public_host) {
        refuse("network.public_host", message);
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
    if usize::from(config.runtime.srp_threads) > limits::SRP_THREADS_MAX {
        let message = format!("at most {}", limits::SRP_THREADS_MAX);
        refuse("runtime.srp_threads", message);
    }
    realm_problems(config, &mut refuse);
    database_problems(config, &mut refuse);
    api_problems(config, &mut refuse);
    if let Err(error) = log::parse(&config.log.filter) {
        refuse("log.filter", error);
    }
    found
}

/// What keeps clients from ever finding `host`: they take an IPv4 address, so it must be one or a
/// name that can have one. Whether it has is asked when somebody logs in, and by `doctor`.
fn host_problem(host: &str) -> Option<String> {
    if host.trim().is_empty() {
        return Some("clients need an address to connect to".into());
    }
    if host.parse::<Ipv6Addr>().is_ok() {
        return Some("the client knows IPv4 alone; give an IPv4 address or a name".into());
    }
    let label = |label: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        (1..=HOST_LABEL_BYTES_MAX).contains(&label.len()) && label.chars().all(allowed)
    };
    let labels = host.strip_suffix('.').unwrap_or(host);
    let is_name = host.len() <= HOST_NAME_BYTES_MAX
        && labels.split('.').all(label)
        // No name's last part is a number, so 256.1.1.1 is an address that is wrong.
        && labels.rsplit('.').next().is_some_and(|last| last.parse::<u64>().is_err());
    let is_fit = host.parse::<Ipv4Addr>().is_ok() || is_name;
    (!is_fit).then(|| format!("`{host}` is neither an IPv4 address nor the name of a machine"))
}

fn realm_problems(config: &Config, refuse: &mut impl FnMut(&str, String)) {
    let realm = &config.realm;
    if realm.id.0 == 0 {
        refuse("realm.id", "realms are numbered from 1".into());
    }
    if realm.capacity == 0 {
        let message = "a realm of nobody lets nobody in; at least 1";
        refuse("realm.capacity", message.into());
    }
    if realm.name.trim().is_empty() {
        refuse("realm.name", "the realm list needs a name".into());
    }
    if realm.relay_interval_ms > limits::RELAY_INTERVAL_MS_MAX {
        let message = format!("at most {}", limits::RELAY_INTERVAL_MS_MAX);
        refuse("realm.relay_interval_ms", message);
    }
    for (key, text) in [
        ("realm.name", &realm.name),
        ("realm.message_of_the_day", &realm.message_of_the_day),
    ] {
        if text.contains('\0') {
            refuse(key, "the client ends a text at U+0000".into());
        }
    }
}

fn database_problems(config: &Config, refuse: &mut impl FnMut(&str, String)) {
    let database = &config.database;
    if !POOL_SIZE.contains(&database.pool_size) {
        let (from, to) = (POOL_SIZE.start(), POOL_SIZE.end());
        let message = format!("{from} to {to} connections");
        refuse("database.pool_size", message);
    }
    for (key, address) in [
        ("database.auth", &database.auth),
        ("database.character", &database.character),
        ("database.world", &database.world),
    ] {
        // The address may hold a password, so the message does not repeat it.
        let known = ["sqlite:", "postgres://", "postgresql://"];
        if !known.iter().any(|scheme| address.starts_with(scheme)) {
            refuse(key, "write sqlite:, sqlite://FILE or postgres://…".into());
        }
    }
}

fn api_problems(config: &Config, refuse: &mut impl FnMut(&str, String)) {
    let api = &config.api;
    if api::listen_address(api).is_err() {
        let message = format!(
            "`{}` is no ADDRESS:PORT, such as 127.0.0.1:8080",
            api.listen
        );
        refuse("api.listen", message);
    }
    if api.requests_per_minute == 0 {
        let message = "at least 1; api.enabled = false turns all of it off";
        refuse("api.requests_per_minute", message.into());
    }
    if api.sign_ups_per_hour == 0 {
        let message = "at least 1; api.sign_up = false turns sign-up off";
        refuse("api.sign_ups_per_hour", message.into());
    }
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
