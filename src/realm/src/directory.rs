//! Which shard runs which zone. One state machine per realm process; every shard keeps a plain copy
//! of its answers, changed by the [`Change`]s it emits.

use std::collections::{BTreeMap, VecDeque};

use bezgelor_core::ids::{ShardId, WorldId, ZoneInstanceId};
use bezgelor_core::limits::{
    PLAYERS_PER_INSTANCE_MAX, PLAYERS_PER_ZONE_MAX, PRIVATE_INSTANCES_MAX, SHARDS_MAX,
    ZONE_INSTANCES_MAX,
};
use bezgelor_core::travel::Holder;

/// What a zone is asked for by: a world, and inside it whose copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneKey {
    /// The world.
    pub world: WorldId,
    /// Whose copy.
    pub holder: Holder,
}

impl ZoneKey {
    /// The copy of `world` that everybody shares.
    #[must_use]
    pub fn open(world: WorldId) -> Self {
        Self {
            world,
            holder: Holder::Everybody,
        }
    }
}

/// Where a zone runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The shard that steps it.
    pub shard: ShardId,
    /// Its number there.
    pub instance: ZoneInstanceId,
}

/// What every shard's copy has to learn, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Start (on that shard) or know of (on all others) this zone.
    Opened(ZoneKey, Placement),
    /// It is gone.
    Closed(ZoneKey, Placement),
}

/// Why a zone cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceError {
    /// No shard is up.
    NoShard,
    /// The process runs as many zones as it can.
    TooMany,
    /// The copy has all the players it takes.
    Full,
}

/// What makes one shard a better place for a new zone than another, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Load {
    players: usize,
    zones: usize,
}

#[derive(Debug)]
struct Running {
    placement: Placement,
    players: usize,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Directory {
    shards: BTreeMap<ShardId, Load>,
    /// The copies of one key, oldest first. Only open worlds ever have a second.
    zones: BTreeMap<ZoneKey, Vec<Running>>,
    keys: BTreeMap<ZoneInstanceId, ZoneKey>,
    /// How many of them belong to somebody.
    private_count: usize,
    next_instance: u32,
    changes: VecDeque<Change>,
}

impl Directory {
    /// No shard and no zone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A shard is ready for zones. More than `SHARDS_MAX` are not taken.
    pub fn shard_up(&mut self, shard: ShardId) {
        if self.shards.len() < SHARDS_MAX {
            self.shards.entry(shard).or_default();
        }
    }

    /// A shard died. Its zones are gone; asked for again they open elsewhere. Returns them.
    pub fn shard_lost(&mut self, shard: ShardId) -> Vec<ZoneKey> {
        self.shards.remove(&shard);
        let lost: Vec<(ZoneKey, ZoneInstanceId)> = self
            .zones
            .iter()
            .flat_map(|(key, copies)| copies.iter().map(|copy| (*key, copy.placement)))
            .filter(|(_, placement)| placement.shard == shard)
            .map(|(key, placement)| (key, placement.instance))
            .collect();
        for (_, instance) in &lost {
            self.close(*instance);
        }
        lost.into_iter().map(|(key, _)| key).collect()
    }

    /// The zone a player who asks for `key` goes to; it is opened where the fewest players are
    /// when nobody runs it. A full open world gets a second copy.
    ///
    /// # Errors
    ///
    /// When no shard is up, or the process or the copy is full.
    pub fn place(&mut self, key: ZoneKey) -> Result<Placement, PlaceError> {
        self.has_room(key)?;
        if let Some(copy) = self.roomy(key) {
            return Ok(copy.placement);
        }
        let is_private = key.holder.is_private();
        let (&shard, load) = self
            .shards
            .iter_mut()
            .min_by_key(|(shard, load)| (**load, **shard))
            .ok_or(PlaceError::NoShard)?;
        load.zones += 1;
        let placement = Placement {
            shard,
            instance: ZoneInstanceId(self.next_instance),
        };
        self.next_instance += 1;
        self.zones.entry(key).or_default().push(Running {
            placement,
            players: 0,
        });
        self.keys.insert(placement.instance, key);
        self.private_count += usize::from(is_private);
        self.changes.push_back(Change::Opened(key, placement));
        Ok(placement)
    }

    /// The oldest copy that takes one more.
    fn roomy(&self, key: ZoneKey) -> Option<&Running> {
        let players_max = if key.holder.is_private() {
            PLAYERS_PER_INSTANCE_MAX
        } else {
            PLAYERS_PER_ZONE_MAX
        };
        let mut copies = self.zones.get(&key)?.iter();
        copies.find(|copy| copy.players < players_max)
    }

    /// Whether [`Directory::place`] would find or open a zone for `key`.
    ///
    /// # Errors
    ///
    /// As [`Directory::place`].
    pub fn has_room(&self, key: ZoneKey) -> Result<(), PlaceError> {
        let is_private = key.holder.is_private();
        if self.roomy(key).is_some() {
            return Ok(());
        }
        // A private copy never splits.
        if is_private && self.runs(key) {
            return Err(PlaceError::Full);
        }
        let is_full = self.keys.len() >= ZONE_INSTANCES_MAX;
        if is_full || is_private && self.private_count >= PRIVATE_INSTANCES_MAX {
            return Err(PlaceError::TooMany);
        }
        if self.shards.is_empty() {
            return Err(PlaceError::NoShard);
        }
        Ok(())
    }

    /// A player came in.
    pub fn joined(&mut self, instance: ZoneInstanceId) {
        self.count(instance, |players| players.saturating_add(1));
    }

    /// A player went away.
    pub fn left(&mut self, instance: ZoneInstanceId) {
        self.count(instance, |players| players.saturating_sub(1));
    }

    /// The zone runs on another shard now.
    pub fn moved(&mut self, instance: ZoneInstanceId, to: ShardId) {
        let copies = self
            .keys
            .get(&instance)
            .and_then(|key| self.zones.get_mut(key));
        let copy = copies.and_then(|copies| {
            let mut copies = copies.iter_mut();
            copies.find(|copy| copy.placement.instance == instance)
        });
        let Some(copy) = copy else { return };
        if let Some(load) = self.shards.get_mut(&copy.placement.shard) {
            load.players = load.players.saturating_sub(copy.players);
            load.zones = load.zones.saturating_sub(1);
        }
        copy.placement.shard = to;
        if let Some(load) = self.shards.get_mut(&to) {
            load.players = load.players.saturating_add(copy.players);
            load.zones += 1;
        }
    }

    /// Whether a zone runs that has this key.
    #[must_use]
    pub fn runs(&self, key: ZoneKey) -> bool {
        self.zones.contains_key(&key)
    }

    /// The zone ended by itself.
    pub fn close(&mut self, instance: ZoneInstanceId) {
        let Some(key) = self.keys.remove(&instance) else {
            return;
        };
        self.private_count -= usize::from(key.holder.is_private());
        let Some(copies) = self.zones.get_mut(&key) else {
            return;
        };
        if let Some(index) = copies
            .iter()
            .position(|copy| copy.placement.instance == instance)
        {
            let gone = copies.remove(index);
            if let Some(load) = self.shards.get_mut(&gone.placement.shard) {
                load.players = load.players.saturating_sub(gone.players);
                load.zones = load.zones.saturating_sub(1);
            }
            self.changes.push_back(Change::Closed(key, gone.placement));
        }
        if copies.is_empty() {
            self.zones.remove(&key);
        }
    }

    /// Players in a zone, 0 when it does not run.
    #[must_use]
    pub fn players(&self, instance: ZoneInstanceId) -> usize {
        let copies = self.keys.get(&instance).and_then(|key| self.zones.get(key));
        copies
            .and_then(|copies| {
                copies
                    .iter()
                    .find(|copy| copy.placement.instance == instance)
            })
            .map_or(0, |copy| copy.players)
    }

    /// Every zone with the players in it, by its number.
    pub fn running(&self) -> impl Iterator<Item = (ZoneKey, Placement, usize)> {
        self.keys.iter().filter_map(|(instance, key)| {
            let copies = self.zones.get(key)?;
            let copy = { copies.iter() }.find(|copy| copy.placement.instance == *instance)?;
            Some((*key, copy.placement, copy.players))
        })
    }

    /// Zones running.
    #[must_use]
    pub fn zone_count(&self) -> usize {
        self.keys.len()
    }

    /// The next thing every shard has to learn.
    pub fn poll(&mut self) -> Option<Change> {
        self.changes.pop_front()
    }

    fn one(&mut self, instance: ZoneInstanceId) -> Option<&mut Running> {
        let copies = self.zones.get_mut(self.keys.get(&instance)?)?;
        copies
            .iter_mut()
            .find(|copy| copy.placement.instance == instance)
    }

    fn count(&mut self, instance: ZoneInstanceId, change: impl Fn(usize) -> usize) {
        let Some(copy) = self.one(instance) else {
            return;
        };
        let before = copy.players;
        copy.players = change(before);
        let (after, shard) = (copy.players, copy.placement.shard);
        if let Some(load) = self.shards.get_mut(&shard) {
            load.players = load.players.saturating_add(after).saturating_sub(before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_shards() -> Directory {
        let mut directory = Directory::new();
        directory.shard_up(ShardId(0));
        directory.shard_up(ShardId(1));
        directory
    }

    fn key(world: u16) -> ZoneKey {
        ZoneKey::open(WorldId(world))
    }

    #[test]
    fn the_same_key_is_the_same_zone() {
        let mut directory = two_shards();
        let first = directory.place(key(426)).unwrap();
        assert_eq!(directory.place(key(426)), Ok(first));
        let residence = ZoneKey {
            world: WorldId(426),
            holder: Holder::Residence(5),
        };
        assert_ne!(directory.place(residence).unwrap().instance, first.instance);
        assert_eq!(directory.poll(), Some(Change::Opened(key(426), first)));
        assert_eq!(directory.zone_count(), 2);
    }

    #[test]
    fn a_new_zone_opens_where_the_fewest_players_are() {
        let mut directory = two_shards();
        let first = directory.place(key(1)).unwrap();
        let second = directory.place(key(2)).unwrap();
        assert_ne!(first.shard, second.shard, "empty shards share by zones");
        directory.joined(second.instance);
        assert_eq!(directory.place(key(3)).unwrap().shard, first.shard);
        directory.joined(first.instance);
        directory.joined(first.instance);
        assert_eq!(directory.place(key(4)).unwrap().shard, second.shard);
        directory.left(first.instance);
        directory.left(first.instance);
        assert_eq!(directory.players(first.instance), 0);
        assert_eq!(directory.place(key(5)).unwrap().shard, first.shard);
    }

    #[test]
    fn a_full_open_world_splits_and_a_private_one_does_not() {
        let mut directory = two_shards();
        for key in [
            key(1),
            ZoneKey {
                world: WorldId(1),
                holder: Holder::Group(9),
            },
        ] {
            let first = directory.place(key).unwrap();
            let private = key.holder.is_private();
            let players = if private {
                PLAYERS_PER_INSTANCE_MAX
            } else {
                PLAYERS_PER_ZONE_MAX
            };
            for _ in 0..players {
                directory.joined(first.instance);
            }
            let second = directory.place(key);
            assert_eq!(second == Err(PlaceError::Full), private, "{second:?}");
            assert_ne!(second, Ok(first));
            directory.left(first.instance);
            assert_eq!(
                directory.place(key),
                Ok(first),
                "the older copy fills up first"
            );
        }
    }

    #[test]
    fn a_lost_shard_takes_its_zones_along() {
        let mut directory = two_shards();
        let first = directory.place(key(1)).unwrap();
        let second = directory.place(key(2)).unwrap();
        while directory.poll().is_some() {}
        assert_eq!(directory.shard_lost(first.shard), [key(1)]);
        assert_eq!(directory.poll(), Some(Change::Closed(key(1), first)));
        let again = directory.place(key(1)).unwrap();
        assert_eq!(again.shard, second.shard);
        assert_ne!(
            again.instance, first.instance,
            "a number is never used twice"
        );
        directory.shard_lost(second.shard);
        assert_eq!(directory.place(key(3)), Err(PlaceError::NoShard));
    }

    #[test]
    fn a_zone_that_moves_takes_its_load_along() {
        let mut directory = two_shards();
        let zone = directory.place(key(1)).unwrap();
        directory.joined(zone.instance);
        let other = ShardId(1 - zone.shard.0);
        directory.moved(zone.instance, other);
        let placement = directory.place(key(1)).unwrap();
        assert_eq!(
            (placement.instance, placement.shard),
            (zone.instance, other)
        );
        let next = directory.place(key(2)).unwrap();
        assert_eq!(next.shard, zone.shard, "where it was there is room");
        directory.left(zone.instance);
        directory.close(zone.instance);
        assert_eq!(
            directory.place(key(3)).unwrap().shard,
            other,
            "nothing is counted twice"
        );
    }

    #[test]
    fn closing_is_told_once() {
        let mut directory = two_shards();
        let zone = directory.place(key(1)).unwrap();
        directory.joined(zone.instance);
        directory.close(zone.instance);
        directory.close(zone.instance);
        directory.joined(zone.instance);
        let told: Vec<Change> = std::iter::from_fn(|| directory.poll()).collect();
        assert_eq!(
            told,
            [Change::Opened(key(1), zone), Change::Closed(key(1), zone)]
        );
        assert_eq!(directory.players(zone.instance), 0);
    }

    #[test]
    fn copies_leave_room_for_open_worlds() {
        let mut directory = two_shards();
        for owner in 0..PRIVATE_INSTANCES_MAX as u64 {
            let holder = Holder::Match(owner);
            let key = ZoneKey {
                world: WorldId(1),
                holder,
            };
            directory.place(key).unwrap();
        }
        let holder = Holder::Match(u64::MAX);
        let key_of_one_more = ZoneKey {
            world: WorldId(1),
            holder,
        };
        assert_eq!(directory.place(key_of_one_more), Err(PlaceError::TooMany));
        assert!(directory.place(key(1)).is_ok());
    }
}
