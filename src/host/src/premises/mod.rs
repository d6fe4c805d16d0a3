//! The zones of one shard from their opening to their end: the first who comes opens one, one that
//! nobody is in for long is closed, one may go to another shard.
//!
//! A player is sent here by the directory, and on the way things may change. So a shard remembers
//! what became of zones it had: who comes for one that is closed asks the directory again. A zone's
//! number is never used twice. A zone that went elsewhere is known here by where it went.

mod close;
mod load;
mod moving;
mod open;
mod terms;
pub(crate) mod tutorials;

use std::collections::{BTreeMap, HashMap, VecDeque};

use bezgelor_core::ids::{ConnectionId, ShardId, WorldId, ZoneInstanceId};
use bezgelor_core::limits::ZONES_GONE_MAX;
use bezgelor_core::time::Millis;

pub use moving::Removal;
use moving::{Arrival, Departure};
pub use open::JoinOutcome;
pub(crate) use open::population_of;

/// See the module. Lives on one shard.
#[derive(Debug, Default)]
pub struct Premises {
    running: BTreeMap<ZoneInstanceId, Premise>,
    /// Zones being loaded and who waits for each.
    loading: HashMap<ZoneInstanceId, Vec<ConnectionId>>,
    gone: Gone,
    departures: Vec<Departure>,
    arrivals: BTreeMap<ZoneInstanceId, Arrival>,
    /// Connections of this shard whose zone has gone and who were told to follow.
    followers: HashMap<ConnectionId, ZoneInstanceId>,
    told: load::Told,
    /// When the next look for vacant zones is due.
    look_at: Millis,
}

/// A zone that runs here.
#[derive(Debug)]
struct Premise {
    world: WorldId,
    /// Since when nobody has been in it; none while somebody is.
    vacant_since: Option<Millis>,
}

impl Premises {
    /// The zones that run here.
    pub fn running(&self) -> impl Iterator<Item = ZoneInstanceId> {
        self.running.keys().copied()
    }

    /// Whether a zone runs here.
    pub(crate) fn runs(&self, instance: ZoneInstanceId) -> bool {
        self.running.contains_key(&instance)
    }

    /// Whether no zone is going away or waits for its players.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.departures.is_empty() && self.arrivals.is_empty()
    }

    fn add(&mut self, instance: ZoneInstanceId, world: WorldId) {
        let vacant_since = None;
        self.running.insert(
            instance,
            Premise {
                world,
                vacant_since,
            },
        );
    }
}

/// What became of zones that ran here; the oldest are forgotten.
#[derive(Debug, Default)]
struct Gone {
    fates: BTreeMap<ZoneInstanceId, Fate>,
    order: VecDeque<ZoneInstanceId>,
}

/// What became of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It was closed.
    Closed,
    /// It runs there now, or went on from there.
    Moved(ShardId),
}

impl Gone {
    fn note(&mut self, instance: ZoneInstanceId, fate: Fate) {
        if self.fates.insert(instance, fate).is_none() {
            self.order.push_back(instance);
        }
        while self.order.len() > ZONES_GONE_MAX {
            if let Some(oldest) = self.order.pop_front() {
                self.fates.remove(&oldest);
            }
        }
    }

    /// It is here again.
    fn forget(&mut self, instance: ZoneInstanceId) {
        if self.fates.remove(&instance).is_some() {
            self.order.retain(|gone| *gone != instance);
        }
    }

    fn fate(&self, instance: ZoneInstanceId) -> Option<Fate> {
        self.fates.get(&instance).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_the_latest_zones_is_remembered() {
        let mut gone = Gone::default();
        let last = ZONES_GONE_MAX as u32;
        for number in 0..=last {
            gone.note(ZoneInstanceId(number), Fate::Closed);
        }
        assert_eq!(gone.fate(ZoneInstanceId(0)), None);
        assert_eq!(gone.fate(ZoneInstanceId(1)), Some(Fate::Closed));
        assert_eq!(gone.fate(ZoneInstanceId(last)), Some(Fate::Closed));
        gone.forget(ZoneInstanceId(last));
        assert_eq!(gone.fate(ZoneInstanceId(last)), None);
        assert_eq!(gone.fates.len(), gone.order.len());
    }
}
