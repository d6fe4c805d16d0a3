//! Zones and what stands in them.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use bezgelor_core::ids::{WorldId, ZoneInstanceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answered;
use super::people::{Seen, visible};
use crate::caller::Caller;
use crate::problem::{Answer, Problem};
use crate::relief::{self, Square};
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

/// Points along an edge of a picture at most.
const POINTS_MAX: usize = 256;
/// Longest edge of a picture in the world: no map is longer.
const WIDTH_MAX: f32 = 100_000.0;

/// Which part of the ground.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// West edge.
    x: f32,
    /// North edge.
    z: f32,
    /// How long the edges are, in world units.
    width: f32,
    /// Points along an edge, at most 256.
    points: usize,
}

/// The ground of a world as shaded heights: rows from north to south, a byte per point. 0 is
/// nothing, 1 water, 2 the darkest slope and 255 the brightest.
#[utoipa::path(get, path = "/api/worlds/{world}/ground", tag = "world", params(Part,
        ("world" = u16, Path, description = "Row of World")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = "4XX", body = Problem)))]
pub(crate) async fn ground(
    State(app): State<App>,
    caller: Caller,
    Path(world): Path<u16>,
    Query(part): Query<Part>,
) -> Answer<Response> {
    if caller.account().is_none() {
        caller.need(Scope::Players)?;
    }
    let fits = (1..=POINTS_MAX).contains(&part.points)
        && part.width > 0.0
        && part.width <= WIDTH_MAX
        && part.x.abs() <= WIDTH_MAX
        && part.z.abs() <= WIDTH_MAX;
    if !fits {
        let detail = format!("`points` lies in 1 to {POINTS_MAX}, `width` in 0 to {WIDTH_MAX}");
        return Err(Problem::bad_request(detail));
    }
    let missing = || Problem::not_found(format!("there is no map of world {world}"));
    let terrain = app.tables.terrain(WorldId(world)).ok_or_else(missing)?;
    let square = Square {
        x: part.x,
        z: part.z,
        width: part.width,
        points: part.points,
    };
    let work = move || {
        let is_wet = |x: f32, z: f32| {
            let (ground, surface) = (terrain.height(x, z), terrain.liquid(x, z));
            surface
                .zip(ground)
                .is_some_and(|(surface, ground)| surface > ground)
        };
        relief::picture(square, |x, z| terrain.height(x, z), is_wet)
    };
    let picture = tokio::task::spawn_blocking(work).await;
    let picture = picture.map_err(|_| Problem::internal("the ground could not be drawn"))?;
    let headers = [(header::CONTENT_TYPE, "application/octet-stream")];
    Ok((headers, picture).into_response())
}
