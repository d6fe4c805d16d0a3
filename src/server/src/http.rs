//! The HTTP interface beside a running realm: its parts, and what becomes of a realm when it does
//! not come up.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use anyhow::Context as _;
use api::{
    Asked, Author, Away, Dot, LogSource, Parts, Player, Ran, Realm, RealmState, Running, Script,
};
use api::{LackSource, StartError, check as check_api, start as start_api};
use bezgelor_core::config::Config;
use bezgelor_core::ids::{CharacterId, WorldId, ZoneInstanceId};
use bezgelor_core::time::UnixMillis;
use db::DbHandle;
use futures_lite::future::block_on;
use host::control::{CommandOutcome, CommandSource, Control, ScriptView, Standing};
use shard::Metrics;
use tables::{Language, TableSet};

/// Looks for what [`start`] would refuse, before anybody is let in.
///
/// # Errors
/// When the settings of the interface are wrong.
pub(crate) fn check(config: &Config, db: &DbHandle) -> anyhow::Result<()> {
    if config.api.enabled {
        let tokens = block_on(db.list_api_tokens()).context("read the tokens")?;
        check_api(&config.api, !tokens.is_empty())?;
    }
    Ok(())
}

/// Starts the interface when there is to be one. A port that cannot be had costs the interface, not
/// the players their realm.
///
/// # Errors
/// When the settings of the interface are wrong; [`check`] tells so before.
pub(crate) fn start(
    config: &Config,
    db: &DbHandle,
    (control, metrics): (&Control, Metrics),
    (set, worlds): (&TableSet, BTreeMap<WorldId, String>),
    (logs, lacks): (LogSource, LackSource),
) -> anyhow::Result<Option<Running>> {
    if !config.api.enabled {
        return Ok(None);
    }
    let realm = Arc::new(WayIn(control.clone()));
    let parts = Parts {
        config: config.clone(),
        version: crate::VERSION,
        db: db.clone(),
        realm,
        metrics,
        tables: set.clone(),
        worlds,
        logs,
        lacks,
    };
    match start_api(parts) {
        Ok(running) => {
            tracing::info!(url = running.url(), "HTTP interface");
            Ok(Some(running))
        }
        Err(error @ (StartError::Listen { .. } | StartError::Thread(_))) => {
            let remedy = "set api.listen to a free port, or api.enabled = false";
            tracing::error!(%error, remedy, "going on without the HTTP interface");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// What people call the worlds: the client's text, else the last part of where its map lies.
pub(crate) fn worlds(set: &TableSet) -> BTreeMap<WorldId, String> {
    let english = Language::ENGLISH;
    let language = set.languages().find(|language| *language == english);
    let language = language.or_else(|| set.languages().next());
    let named = set.world().iter().filter_map(|row| {
        let text = language.and_then(|language| set.text(language, row.localized_text_id_name()));
        let text = text.filter(|text| !text.trim().is_empty());
        let asset = || row.asset_path().rsplit(['\\', '/']).next();
        let name = text.or_else(asset)?.to_owned();
        Some((row.id(), name))
    });
    named.collect()
}

/// The way into the running realm, in the words of the interface.
struct WayIn(Control);

fn player(standing: Standing, now: UnixMillis) -> Player {
    let online_ms = now.0.saturating_sub(standing.since.0);
    Player {
        staff: standing.is_staff(),
        character: standing.character,
        name: standing.name,
        account: standing.account,
        level: standing.level,
        race: standing.race,
        class: standing.class,
        faction: standing.faction,
        world: standing.world,
        world_zone: standing.world_zone,
        zone: standing.instance,
        online_s: u64::try_from(online_ms / 1000).unwrap_or(0),
    }
}

fn away(_: host::control::Away) -> Away {
    Away
}

impl Realm for WayIn {
    fn state(&self) -> Asked<RealmState> {
        let control = self.0.clone();
        Box::pin(async move {
            let view = control.realm().await.map_err(away)?;
            Ok(RealmState {
                online: view.online,
                queued: view.queued,
                capacity: view.capacity,
                message_of_the_day: view.message_of_the_day,
                stops_in_ms: view.stops_in_ms,
                restarts: view.restarts,
            })
        })
    }

    fn players(&self) -> Asked<Vec<Player>> {
        let control = self.0.clone();
        Box::pin(async move {
            let now = crate::wall_clock();
            let players = control.players().await.map_err(away)?;
            let players = players.into_iter().map(|standing| player(standing, now));
            Ok(players.collect())
        })
    }

    fn map(&self, zone: ZoneInstanceId) -> Asked<Option<Vec<Dot>>> {
        let control = self.0.clone();
        Box::pin(async move {
            let Some(dots) = control.map(zone).await.map_err(away)? else {
                return Ok(None);
            };
            // The zone knows its units by number; the roster knows the players by name.
            let players = control.players().await.map_err(away)?;
            let names: HashMap<CharacterId, String> = players
                .into_iter()
                .map(|standing| (standing.character, standing.name))
                .collect();
            let named = |character: Option<CharacterId>| {
                let name = character.and_then(|character| names.get(&character));
                name.cloned().unwrap_or_default()
            };
            let dots = dots.into_iter().map(|dot| Dot {
                unit: dot.unit,
                player: dot.character,
                name: named(dot.character),
                creature: dot.creature.0,
                x: dot.position.x,
                y: dot.position.y,
                z: dot.position.z,
            });
            Ok(Some(dots.collect()))
        })
    }

    fn scripts(&self) -> Asked<Vec<Script>> {
        let control = self.0.clone();
        Box::pin(async move {
            let views = control.scripts().await.map_err(away)?.into_iter();
            let script = |view: ScriptView| Script {
                name: view.name,
                worlds: view.worlds,
                calls: view.calls,
                errors: view.errors,
                spent_ms: view.spent_us as f64 / 1000.0,
                disabled_on: view.disabled_on.iter().map(|shard| shard.0).collect(),
                last_fault: view.last_fault,
            };
            Ok(views.map(script).collect())
        })
    }

    fn run(&self, author: Author, line: String) -> Asked<Ran> {
        let control = self.0.clone();
        let author = host::control::Author {
            source: CommandSource::Http,
            account: author.account,
            character: None,
            who: author.who,
            place: author.place,
            limit: author.rights,
        };
        Box::pin(async move {
            let reply = control.run(author, line).await.map_err(away)?;
            Ok(Ran {
                done: reply.outcome == CommandOutcome::Done,
                lines: reply.lines,
            })
        })
    }
}
