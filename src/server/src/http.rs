//! The HTTP interface beside a running realm: its parts, and what becomes of a realm when it does
//! not come up.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{Asked, Author, Away, Dot, LogSource, Parts, Player, Ran, Realm, RealmState, Running};
use api::{StartError, start as start_api};
use bezgelor_core::config::Config;
use bezgelor_core::ids::{WorldId, ZoneInstanceId};
use db::DbHandle;
use shard::Metrics;
use tables::TableSet;

/// Starts the interface when there is to be one. A port that cannot be had costs the interface, not
/// the players their realm.
///
/// # Errors
/// When the settings of the interface are wrong.
pub(crate) fn start(
    config: &Config,
    db: &DbHandle,
    metrics: Metrics,
    set: &TableSet,
    logs: LogSource,
) -> anyhow::Result<Option<Running>> {
    if !config.api.enabled {
        return Ok(None);
    }
    let realm = Arc::new(Silent {
        metrics: metrics.clone(),
        config: config.clone(),
    });
    let parts = Parts {
        config: config.clone(),
        version: crate::VERSION,
        db: db.clone(),
        realm,
        metrics,
        worlds: worlds(set),
        logs,
    };
    match start_api(parts) {
        Ok(running) => {
            tracing::info!(url = running.url(), "HTTP interface");
            Ok(Some(running))
        }
        Err(error @ (StartError::Listen { .. } | StartError::Thread(_))) => {
            let remedy = "set api.listen to a free port, or api.enabled = false";
            tracing::error!(remedy, "{error}; going on without it");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// What people call the worlds, where the tables say.
fn worlds(_: &TableSet) -> BTreeMap<WorldId, String> {
    BTreeMap::new()
}

struct Silent {
    metrics: Metrics,
    config: Config,
}

impl Realm for Silent {
    fn state(&self) -> Asked<RealmState> {
        let metrics = self.metrics.clone();
        let realm = self.config.realm.clone();
        Box::pin(async move {
            let figures = metrics.latest_async().await.ok_or(Away)?;
            let zones = figures
                .values()
                .flat_map(|latest| latest.snapshot.zones.values());
            Ok(RealmState {
                online: zones.map(|zone| zone.status.players).sum(),
                queued: 0,
                capacity: realm.capacity,
                message_of_the_day: realm.message_of_the_day,
                stops_in_ms: None,
            })
        })
    }

    fn players(&self) -> Asked<Vec<Player>> {
        Box::pin(async { Err(Away) })
    }

    fn map(&self, _: ZoneInstanceId) -> Asked<Option<Vec<Dot>>> {
        Box::pin(async { Err(Away) })
    }

    fn run(&self, _: Author, _: String) -> Asked<Ran> {
        Box::pin(async { Err(Away) })
    }
}
