//! The way into a zone, which opens it when it does not run, and the end of one that broke.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CharacterId, ConnectionId, ShardId, WorldId, ZoneInstanceId};
use bezgelor_core::limits::INSTANCE_VISION_RANGE;
use bezgelor_core::model::{Patrol, Portal};
use bezgelor_core::travel::Spot;
use db::world::{SpawnPortal, SpawnSpline};
use db::{DbError, DbHandle};
use realm::directory::ZoneKey;
use shard::{Queue, Shard};
use world::{PlayerEntry, ZoneConfig};

use super::{Fate, terms, tutorials};
use crate::common::Common;
use crate::control::letter::standing;
use crate::message::{Signal, Tell};
use crate::realm_host::RealmHost;
use crate::zone::{HostedZone, Population};

/// What a player who wants into a zone is told.
pub enum JoinOutcome {
    /// In at the next step.
    Joined,
    /// The zone is being loaded: [`Signal::ZoneReady`] follows.
    Loading(Box<PlayerEntry>),
    /// The zone takes no more in this step: try again at the next tick.
    Later(Box<PlayerEntry>),
    /// The zone was closed meanwhile: ask for a place again.
    Gone(Box<PlayerEntry>),
    /// The zone is on another shard now.
    Moved(Box<PlayerEntry>, ShardId),
}

impl RealmHost {
    /// Lets a player into a zone of this shard, loading the zone when it is not there.
    pub fn join(
        &mut self,
        shard: &Shard<Self>,
        (instance, key): (ZoneInstanceId, ZoneKey),
        entry: Box<PlayerEntry>,
    ) -> JoinOutcome {
        let (connection, character) = (entry.connection, entry.sheet.character.id);
        let standing = standing(shard, instance, &entry);
        let mut entry = Some(entry);
        let joined = shard.zone(instance, |zone| entry.take().map(|entry| zone.join(entry)));
        match (joined.flatten(), entry) {
            (Some(Ok(())), _) => {
                self.residents.insert(connection, (instance, character));
                self.tell(
                    shard,
                    Tell::Joined {
                        character,
                        zone: (shard.id(), instance),
                    },
                );
                self.tell_standing(shard, standing);
                JoinOutcome::Joined
            }
            (Some(Err(entry)), _) => JoinOutcome::Later(entry),
            (None, Some(entry)) => match self.premises.gone.fate(instance) {
                Some(Fate::Closed) => JoinOutcome::Gone(entry),
                Some(Fate::Moved(to)) => JoinOutcome::Moved(entry, to),
                None => {
                    self.load(shard, instance, key, connection);
                    JoinOutcome::Loading(entry)
                }
            },
            (None, None) => unreachable!("the entry is given to a zone or kept"),
        }
    }

    fn load(
        &mut self,
        shard: &Shard<Self>,
        instance: ZoneInstanceId,
        key: ZoneKey,
        connection: ConnectionId,
    ) {
        let waiting = self.premises.loading.entry(instance).or_default();
        waiting.push(connection);
        if waiting.len() > 1 {
            return;
        }
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard
            .clone()
            .spawn(Queue::Background, "zone-load", async move {
                let population = population_of(&common, key.world).await;
                shard.host(|host| host.loaded(&shard, instance, key, population));
            });
    }

    fn loaded(
        &mut self,
        shard: &Shard<Self>,
        instance: ZoneInstanceId,
        key: ZoneKey,
        population: Result<Population, DbError>,
    ) {
        let world_id = key.world;
        let ready = match population {
            Ok(population) => {
                let seed = u64::from(instance.0) << 32 | u64::from(world_id.0);
                let mut config = ZoneConfig::new(instance, world_id, seed);
                config.holder = key.holder;
                if key.holder.is_private() {
                    config.vision_range = INSTANCE_VISION_RANGE;
                }
                tracing::info!(
                    world = world_id.0,
                    instance = instance.0,
                    shard = shard.id().0,
                    spawns = population.spawns.len(),
                    patrols = population.patrols.len(),
                    "zone opened"
                );
                let mut zone = HostedZone::new(&self.common, config, population);
                zone.shows_at_login(self.message_of_the_day.clone());
                zone.has_noticed(self.noticed());
                self.premises.add(instance, world_id);
                shard.add_zone(instance, zone)
            }
            Err(error) => {
                let world = world_id.0;
                tracing::error!(%error, world, "the spawns of a zone could not be read");
                false
            }
        };
        for connection in self.premises.loading.remove(&instance).unwrap_or_default() {
            shard.signal(connection, Signal::ZoneReady(ready));
        }
    }

    /// The zone is gone: its players go too, with what was saved of them.
    pub(crate) fn zone_lost(&mut self, shard: &Shard<Self>, instance: ZoneInstanceId) {
        self.premises.running.remove(&instance);
        self.premises.arrivals.remove(&instance);
        let lost: Vec<(ConnectionId, CharacterId)> = self
            .residents
            .iter()
            .filter(|(_, (zone, _))| *zone == instance)
            .map(|(connection, (_, character))| (*connection, *character))
            .collect();
        for (connection, character) in lost {
            shard.signal(connection, Signal::ZoneLost);
            let left = Tell::Left {
                character,
                instance,
                transfers: false,
            };
            self.left_zone(shard, connection, left);
        }
    }
}

pub(crate) async fn population_of(
    common: &Common,
    world_id: WorldId,
) -> Result<Population, DbError> {
    let mut population = Population::stored(&common.db, world_id).await?;
    if population.spawns.is_empty() {
        let starter = common.starter_spawns.get(&world_id).cloned();
        population.spawns = starter.unwrap_or_default().into();
    }
    let tutorials = tutorials::stored(&common.db).await?;
    let (known, _) = tutorials::known(tutorials, &common.tables);
    population.tutorials = known.into();
    Ok(population)
}

impl Population {
    /// Who stands in a world by the world store.
    ///
    /// # Errors
    /// As [`DbHandle::spawns`].
    pub async fn stored(db: &DbHandle, world_id: WorldId) -> Result<Self, DbError> {
        let stored = db.spawns(world_id).await?;
        if stored.is_empty() {
            return Ok(Self::default());
        }
        let splines = db.world_records_of::<SpawnSpline>(world_id).await?;
        let patrol = |row: &SpawnSpline| Patrol {
            spawn_id: row.spawn_id,
            spline_id: row.spline_id,
            mode: row.mode,
            speed: row.speed,
            formation: Vec3::new(row.fx, row.fy, row.fz),
        };
        let portals = db.world_records_of::<SpawnPortal>(world_id).await?;
        let portal = |row: &SpawnPortal| Portal {
            spawn_id: row.spawn_id,
            location_id: row.world_location_id,
            spot: Spot {
                world_id: WorldId(row.world_id),
                placement: Placement {
                    position: Vec3::new(row.x, row.y, row.z),
                    rotation: Vec3::new(row.yaw, 0.0, 0.0),
                },
            },
        };
        Ok(Self {
            spawns: stored.into(),
            patrols: splines.iter().map(patrol).collect(),
            terms: terms::of_world(db, world_id).await?.into(),
            portals: portals.iter().map(portal).collect(),
            ..Self::default()
        })
    }
}
