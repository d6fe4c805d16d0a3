//! How the realm and its shards are.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use bezgelor_core::limits::REALM_STALE_MS;
use serde::Serialize;
use utoipa::ToSchema;

use super::answered;
use crate::caller::Caller;
use crate::gauge::Point;
use crate::problem::{Answer, Problem};
use crate::realm::RealmState;
use crate::scope::Scope;
use crate::state::{App, now};

/// That the process answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`.
    status: &'static str,
}

/// Whether the server answers; for health checks, asks nobody who they are.
#[utoipa::path(get, path = "/api/health", tag = "status", security(()),
    responses((status = 200, body = Health)))]
pub(crate) async fn health() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// The server at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Status {
    /// Version of the server.
    version: &'static str,
    /// Seconds since the interface started.
    uptime_s: u64,
    /// Id of the realm.
    realm_id: u16,
    /// Name of the realm.
    name: String,
    /// Host name or address that clients are sent to.
    host: String,
    /// Its port.
    port: u16,
    #[serde(flatten)]
    realm: RealmState,
    /// Accounts there are.
    accounts: u64,
    /// Milliseconds between two steps of a zone: a tick that takes longer comes too late.
    tick_ms: u64,
    /// Shards that report.
    shards: usize,
    /// Connections open on all of them.
    connections: usize,
    /// What the data of the worlds lacks, by kind; empty for nothing.
    data_problems: BTreeMap<&'static str, u32>,
}

/// The server at a glance: version, players, countdown.
#[utoipa::path(get, path = "/api/status", tag = "status", security(("token" = ["status"])),
    responses((status = 200, body = Status), (status = "4XX", body = Problem)))]
pub(crate) async fn status(State(app): State<App>, caller: Caller) -> Answer<Json<Status>> {
    caller.need(Scope::Status)?;
    let realm = answered(app.realm.state().await)?;
    let accounts = app.db.count_accounts().await?;
    let (shards, connections) = app.gauges.with(|gauges| {
        let open = gauges.latest().values();
        let open = open.map(|latest| latest.snapshot.connections);
        (gauges.latest().len(), open.sum())
    });
    let lacks = app.lacks.now();
    let data_problems = lacks.iter().map(|(lack, count)| (lack.name(), count));
    let config = &app.config;
    Ok(Json(Status {
        version: app.version,
        uptime_s: app.started.elapsed().as_secs(),
        realm_id: config.realm.id.0,
        name: config.realm.name.clone(),
        host: config.network.public_host.clone(),
        port: config.network.world_port,
        realm,
        accounts,
        tick_ms: config.runtime.zone_tick_ms,
        shards,
        connections,
        data_problems: data_problems.collect(),
    }))
}

/// One realm of the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RealmRow {
    id: u16,
    name: String,
    /// Where clients are sent.
    host: String,
    port: u16,
    /// 0 PvE, 1 PvP.
    realm_type: u8,
    /// Whether it was heard of lately.
    up: bool,
    /// Milliseconds since 1970.
    last_seen_at: i64,
    online: u32,
    capacity: u32,
    /// It stops soon and lets nobody in any more.
    closing: bool,
}

/// The realms that share the account database.
#[utoipa::path(get, path = "/api/realms", tag = "status", security(("token" = ["status"])),
    responses((status = 200, body = [RealmRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn realms(State(app): State<App>, caller: Caller) -> Answer<Json<Vec<RealmRow>>> {
    caller.need(Scope::Status)?;
    let now = now();
    let realms = app.db.list_realms().await?;
    let rows = realms.into_iter().map(|realm| RealmRow {
        id: realm.id.0,
        name: realm.name,
        host: realm.host,
        port: realm.port,
        realm_type: realm.realm_type,
        up: now.0.saturating_sub(realm.last_seen_at.0) <= REALM_STALE_MS,
        last_seen_at: realm.last_seen_at.0,
        online: realm.online_count,
        capacity: realm.capacity,
        closing: realm.closing,
    });
    Ok(Json(rows.collect()))
}

/// One shard with its last minutes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShardRow {
    shard: u16,
    connections: usize,
    /// Zones on it.
    zones: usize,
    /// Median tick since the start, in milliseconds.
    update_diff_p50_ms: f64,
    /// Time that 99 of 100 ticks since the start stayed within.
    update_diff_p99_ms: f64,
    /// The longest tick since the start.
    update_diff_max_ms: f64,
    /// Steps of zones that were skipped for want of time.
    overruns: u64,
    /// Times the watchdog saw it stand still.
    stalls: u64,
    /// Panics caught.
    panics: u64,
    /// A point per second, oldest first, at most five minutes.
    points: Vec<Point>,
}

/// The shards and how their ticks went.
#[utoipa::path(get, path = "/api/shards", tag = "status", security(("token" = ["status"])),
    responses((status = 200, body = [ShardRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn shards(State(app): State<App>, caller: Caller) -> Answer<Json<Vec<ShardRow>>> {
    caller.need(Scope::Status)?;
    let rows = app.gauges.with(|gauges| {
        let rows = gauges.latest().values().map(|latest| {
            let snapshot = &latest.snapshot;
            let ticks = &snapshot.metrics.tick_us;
            ShardRow {
                shard: snapshot.shard.0,
                connections: snapshot.connections,
                zones: snapshot.zones.len(),
                update_diff_p50_ms: ticks.at_per_mille(500) as f64 / 1000.0,
                update_diff_p99_ms: ticks.at_per_mille(990) as f64 / 1000.0,
                update_diff_max_ms: ticks.max() as f64 / 1000.0,
                overruns: snapshot.metrics.counters.overruns,
                stalls: latest.stalls,
                panics: snapshot.metrics.counters.panics,
                points: gauges.points(snapshot.shard).collect(),
            }
        });
        rows.collect()
    });
    Ok(Json(rows))
}
