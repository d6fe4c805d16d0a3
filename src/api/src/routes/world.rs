//! Zones and what stands in them.

use axum::Json;
use axum::extract::{Path, State};
use bezgelor_core::ids::ZoneInstanceId;
use serde::Serialize;
use utoipa::ToSchema;

use super::answered;
use super::people::{Seen, visible};
use crate::caller::Caller;
use crate::problem::{Answer, Problem};
use crate::scope::Scope;
use crate::state::App;

/// One zone that runs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ZoneRow {
    /// Its number.
    instance: u32,
    /// Row of World.
    world: u16,
    /// What people call it; empty when the tables have no name.
    name: String,
    /// The shard it lives on.
    shard: u16,
    /// Players in it.
    players: u32,
    /// What it leaves out because of its load; empty for nothing.
    leaves_out: &'static str,
    /// Steps since it opened.
    steps: u64,
    /// The mean step with its distribution, in milliseconds.
    step_mean_ms: f64,
    /// The longest one.
    step_max_ms: f64,
}

/// The zones that run.
#[utoipa::path(get, path = "/api/zones", tag = "world", security(("token" = ["status"])),
    responses((status = 200, body = [ZoneRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn zones(State(app): State<App>, caller: Caller) -> Answer<Json<Vec<ZoneRow>>> {
    if caller.account().is_none() {
        caller.need(Scope::Status)?;
    }
    let rows = app.gauges.with(|gauges| {
        let rows = gauges.zones().map(|(shard, instance, zone)| {
            let (times, status) = (&zone.times, &zone.status);
            let total_us = (times.step_us + times.distribute_us) as f64;
            ZoneRow {
                instance: instance.0,
                world: status.world.0,
                name: app.worlds.get(&status.world).cloned().unwrap_or_default(),
                shard: shard.0,
                players: status.players,
                leaves_out: status.leaves_out,
                steps: times.steps,
                step_mean_ms: total_us / 1000.0 / times.steps.max(1) as f64,
                step_max_ms: times.max_us as f64 / 1000.0,
            }
        });
        rows.collect()
    });
    Ok(Json(rows))
}

/// Somebody or something on the map.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct DotRow {
    /// Number of the unit in its zone.
    unit: u32,
    /// Whose character it is; null for creatures.
    player: Option<u64>,
    /// Its name; empty when it has none.
    name: String,
    /// Row of Creature2; 0 for players.
    creature: u32,
    /// West to east.
    x: f32,
    /// Height.
    y: f32,
    /// North to south.
    z: f32,
}

/// Who and what stands where in a zone, as far as `caller` may see it; `None` when it does not
/// run.
pub(crate) async fn dots(
    app: &App,
    caller: &Caller,
    zone: ZoneInstanceId,
) -> Answer<Option<Vec<DotRow>>> {
    let Some(dots) = answered(app.realm.map(zone).await)? else {
        return Ok(None);
    };
    let seen = visible(app, caller).await?;
    let rows = dots.into_iter().filter(|dot| match (&seen, dot.player) {
        (Seen::All, _) => true,
        (Seen::Some(_), None) => false,
        (Seen::Some(characters), Some(player)) => characters.contains(&player),
    });
    let rows = rows.map(|dot| DotRow {
        unit: dot.unit,
        player: dot.player.map(|player| player.0),
        name: dot.name,
        creature: dot.creature,
        x: dot.x,
        y: dot.y,
        z: dot.z,
    });
    Ok(Some(rows.collect()))
}

/// Who and what stands where in a zone. Players without rights see no creatures, nobody who hides
/// and no staff.
#[utoipa::path(get, path = "/api/zones/{instance}/map", tag = "world",
    security(("token" = ["players"])),
    params(("instance" = u32, Path, description = "The zone's number")),
    responses((status = 200, body = [DotRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn map(
    State(app): State<App>,
    caller: Caller,
    Path(instance): Path<u32>,
) -> Answer<Json<Vec<DotRow>>> {
    let found = dots(&app, &caller, ZoneInstanceId(instance)).await?;
    let missing = || Problem::not_found(format!("no zone {instance} runs"));
    found.map(Json).ok_or_else(missing)
}
