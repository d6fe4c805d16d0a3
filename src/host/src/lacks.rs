//! What the data of the worlds lacks: looked for in all of them once, since a zone tells only of
//! worlds that somebody has entered, and added to by the zones that run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bezgelor_core::ids::{WorldId, ZoneInstanceId};
use bezgelor_core::lacks::{Lack, Lacks};
use db::DbError;
use shard::Figures;
use world::ZoneConfig;

use crate::common::Common;
use crate::premises::{population_of, tutorials};

/// What is known, by world; worlds that lack nothing are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LacksByWorld(BTreeMap<WorldId, Lacks>);

impl LacksByWorld {
    /// Learns what a zone or a survey counted; two zones of one world count the same. True when it
    /// is more than was known.
    pub fn learn(&mut self, world: WorldId, lacks: Lacks) -> bool {
        if lacks.is_empty() {
            return false;
        }
        self.0.entry(world).or_default().raise_to(&lacks)
    }

    /// Learns what the zones that run have counted. True when it is more than was known.
    pub fn learn_zones(&mut self, figures: &Figures) -> bool {
        let zones = figures.values().flat_map(|of| of.snapshot.zones.values());
        zones.fold(false, |more, zone| {
            self.learn(zone.status.world, zone.status.lacks) | more
        })
    }

    /// Of all worlds together.
    #[must_use]
    pub fn total(&self) -> Lacks {
        let mut total = Lacks::default();
        for lacks in self.0.values() {
            total.merge(lacks);
        }
        total
    }

    /// World by world, ascending.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (WorldId, &Lacks)> {
        self.0.iter().map(|(world, lacks)| (*world, lacks))
    }
}

/// What is of no world at all.
const NO_WORLD: WorldId = WorldId(0);

/// Fills a zone of every world that something stands in, as if somebody entered it, and gives what
/// each lacks to `told`, until that answers false; rows of spawns that are in no world are told of
/// world 0. Asks the store world by world; takes seconds.
///
/// # Errors
/// When the world database cannot be read.
pub async fn survey(
    common: &Common,
    mut told: impl FnMut(WorldId, Lacks) -> bool,
) -> Result<(), DbError> {
    let mut strays = Lacks::default();
    for _ in 0..common.db.count_rows_without_spawn().await? {
        strays.add(Lack::SpawnUnknown);
    }
    let tutorials = tutorials::stored(&common.db).await?;
    for _ in 0..tutorials::known(tutorials, &common.tables).1 {
        strays.add(Lack::TutorialUnknown);
    }
    if !told(NO_WORLD, strays) {
        return Ok(());
    }
    let stored = common.db.spawn_worlds().await?;
    let starter = common.starter_spawns.keys().copied();
    let worlds: BTreeSet<WorldId> = stored.into_iter().chain(starter).collect();
    for world in worlds {
        let population = population_of(common, world).await?;
        let config = ZoneConfig::new(ZoneInstanceId(0), world, 0);
        let zone = population.zone(config, Arc::clone(&common.world));
        if !told(world, zone.counters().lacks) {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacks(kinds: &[Lack]) -> Lacks {
        let mut lacks = Lacks::default();
        for kind in kinds {
            lacks.add(*kind);
        }
        lacks
    }

    #[test]
    fn two_zones_of_one_world_count_once_and_worlds_add_up() {
        let mut known = LacksByWorld::default();
        let (first, second) = (WorldId(426), WorldId(870));
        assert!(!known.learn(first, Lacks::default()), "nothing is lacking");
        assert_eq!(known.iter().len(), 0);
        let two = lacks(&[Lack::SpawnKind, Lack::PatrolMode]);
        assert!(known.learn(first, two));
        assert!(!known.learn(first, two), "another zone of it");
        assert!(known.learn(first, lacks(&[Lack::SpawnRoom])), "a new kind");
        assert!(known.learn(second, lacks(&[Lack::PatrolMode])));
        let total = "spawn-kind 1, spawn-room 1, patrol-mode 2";
        assert_eq!(known.total().to_string(), total);
        assert_eq!(known.iter().len(), 2);
    }
}
