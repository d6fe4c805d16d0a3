//! What a character's journeys leave behind: whose copies of worlds it belongs to, where it goes
//! back to from them, where it is bound, and which taxis it has found.

use serde::{Deserialize, Serialize};

use crate::geometry::Placement;
use crate::ids::{CharacterId, WorldId};
use crate::limits::{INSTANCE_LOCKS_MAX, TAXI_NODES_MAX};
use crate::time::UnixMillis;

/// Whose copy of a world a zone is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Holder {
    /// Everybody's: the open world.
    #[default]
    Everybody,
    /// One character's, for itself.
    Character(CharacterId),
    /// A group's, by the number of the group or the character that leads it.
    Group(u64),
    /// A match's.
    Match(u64),
    /// A residence's or a community's.
    Residence(u64),
}

impl Holder {
    /// Its kind and number as they are stored; [`Holder::from_parts`] undoes it.
    #[must_use]
    pub const fn parts(self) -> (u8, u64) {
        match self {
            Self::Everybody => (0, 0),
            Self::Character(id) => (1, id.0),
            Self::Group(id) => (2, id),
            Self::Match(id) => (3, id),
            Self::Residence(id) => (4, id),
        }
    }

    /// The holder with these [`Holder::parts`]; `None` for a kind nobody knows.
    #[must_use]
    pub const fn from_parts(kind: u8, id: u64) -> Option<Self> {
        Some(match kind {
            0 => Self::Everybody,
            1 => Self::Character(CharacterId(id)),
            2 => Self::Group(id),
            3 => Self::Match(id),
            4 => Self::Residence(id),
            _ => return None,
        })
    }

    /// Whether the copy belongs to somebody.
    #[must_use]
    pub const fn is_private(self) -> bool {
        !matches!(self, Self::Everybody)
    }
}

/// A point of a world.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The world.
    pub world_id: WorldId,
    /// Where in it, and facing where.
    pub placement: Placement,
}

/// The copy of a world a character belongs to until it is told otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceLock {
    /// Of which world.
    pub world_id: WorldId,
    /// Whose copy.
    pub holder: Holder,
    /// Since when.
    pub locked_at: UnixMillis,
}

/// Where a character is bound.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bind {
    /// `BindPoint.tbl` row.
    pub point_id: u16,
    /// Where it stood when it bound itself.
    pub spot: Spot,
}

/// All of it, of one character.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Travel {
    /// Counts up with every change; a late writer loses.
    pub revision: u64,
    /// One per world, ascending by world, at most [`INSTANCE_LOCKS_MAX`].
    pub locks: Vec<InstanceLock>,
    /// Where it stood when it left the open world.
    pub return_to: Option<Spot>,
    /// Where recall takes it.
    pub bind: Option<Bind>,
    /// Rows of `TaxiNode.tbl` it has found, ascending, at most [`TAXI_NODES_MAX`].
    #[serde(default)]
    pub taxi_nodes: Vec<u16>,
    /// When rapid transport for credits is open to it again.
    #[serde(default)]
    pub transport_ready_at: UnixMillis,
    /// When the way back to where it is bound is open to it again, for who is stuck.
    #[serde(default)]
    pub recall_ready_at: UnixMillis,
    /// When it may give up its life again.
    #[serde(default)]
    pub death_ready_at: UnixMillis,
}

impl Travel {
    /// Whose copy of a world the character belongs to, when it was ever told.
    #[must_use]
    pub fn holder(&self, world_id: WorldId) -> Option<Holder> {
        let found = self.locks.binary_search_by_key(&world_id, |l| l.world_id);
        found.ok().map(|at| self.locks[at].holder)
    }

    /// Ties the character to a copy; of too many worlds the one it was tied to first is forgotten.
    /// True when that changed anything.
    pub fn lock(&mut self, world_id: WorldId, holder: Holder, now: UnixMillis) -> bool {
        let lock = InstanceLock {
            world_id,
            holder,
            locked_at: now,
        };
        match self.locks.binary_search_by_key(&world_id, |l| l.world_id) {
            Ok(at) if self.locks[at].holder == holder => return false,
            Ok(at) => self.locks[at] = lock,
            Err(_) => {
                if self.locks.len() >= INSTANCE_LOCKS_MAX {
                    let oldest = self.locks.iter().enumerate();
                    let oldest = oldest.min_by_key(|(_, lock)| lock.locked_at.0);
                    if let Some((at, _)) = oldest {
                        self.locks.remove(at);
                    }
                }
                let at = self.locks.partition_point(|l| l.world_id < world_id);
                self.locks.insert(at, lock);
            }
        }
        self.revision += 1;
        true
    }

    /// Unties the character from its copy of a world; true when it was tied.
    pub fn unlock(&mut self, world_id: WorldId) -> bool {
        let found = self.locks.binary_search_by_key(&world_id, |l| l.world_id);
        if let Ok(at) = found {
            self.locks.remove(at);
            self.revision += 1;
        }
        found.is_ok()
    }

    /// From now on the character goes back to `spot`.
    pub fn returns_to(&mut self, spot: Spot) {
        self.return_to = Some(spot);
        self.revision += 1;
    }

    /// Whether it has found a taxi node.
    #[must_use]
    pub fn has_found(&self, node: u16) -> bool {
        self.taxi_nodes.binary_search(&node).is_ok()
    }

    /// The character finds a taxi node; true when it is new to it.
    pub fn finds(&mut self, node: u16) -> bool {
        let place = self.taxi_nodes.binary_search(&node);
        let Err(at) = place else { return false };
        if self.taxi_nodes.len() >= TAXI_NODES_MAX {
            return false;
        }
        self.taxi_nodes.insert(at, node);
        self.revision += 1;
        true
    }

    /// The character took rapid transport for credits, which is open to it again then.
    pub fn transported(&mut self, ready_at: UnixMillis) {
        self.transport_ready_at = ready_at;
        self.revision += 1;
    }

    /// The character was stuck and is taken back, which is open to it again then.
    pub fn recalled(&mut self, ready_at: UnixMillis) {
        self.recall_ready_at = ready_at;
        self.revision += 1;
    }

    /// The character was stuck and gave up its life, which it may again then.
    pub fn gave_up(&mut self, ready_at: UnixMillis) {
        self.death_ready_at = ready_at;
        self.revision += 1;
    }

    /// From now on the character is bound there.
    pub fn binds(&mut self, bind: Bind) {
        self.bind = Some(bind);
        self.revision += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_comes_back_from_its_parts_and_kinds_stay_apart() {
        let holders = [
            Holder::Everybody,
            Holder::Character(CharacterId(7)),
            Holder::Group(7),
            Holder::Match(7),
            Holder::Residence(7),
        ];
        for holder in holders {
            let (kind, id) = holder.parts();
            assert_eq!(Holder::from_parts(kind, id), Some(holder));
        }
        assert_eq!(Holder::from_parts(5, 7), None);
    }

    #[test]
    fn a_taxi_node_is_found_once_and_there_is_an_end_of_them() {
        let mut travel = Travel::default();
        assert!(travel.finds(9) && travel.finds(3) && !travel.finds(9));
        assert_eq!(
            (travel.taxi_nodes.as_slice(), travel.revision),
            (&[3, 9][..], 2)
        );
        assert!(travel.has_found(3) && !travel.has_found(4));
        for node in 1000..1000 + TAXI_NODES_MAX as u16 {
            travel.finds(node);
        }
        assert_eq!(travel.taxi_nodes.len(), TAXI_NODES_MAX);
    }

    #[test]
    fn one_lock_per_world_and_the_oldest_makes_room() {
        let mut travel = Travel::default();
        for world in (0..INSTANCE_LOCKS_MAX as u16).rev() {
            let now = UnixMillis(i64::from(1000 - world));
            assert!(travel.lock(WorldId(world), Holder::Group(1), now));
        }
        assert!(!travel.lock(WorldId(3), Holder::Group(1), UnixMillis(5000)));
        assert!(travel.lock(WorldId(3), Holder::Group(2), UnixMillis(5000)));
        assert_eq!(travel.holder(WorldId(3)), Some(Holder::Group(2)));
        let oldest = WorldId(INSTANCE_LOCKS_MAX as u16 - 1);
        assert!(travel.lock(WorldId(500), Holder::Group(3), UnixMillis(6000)));
        assert_eq!(travel.locks.len(), INSTANCE_LOCKS_MAX);
        assert_eq!(travel.holder(oldest), None, "it was the first");
        assert!(travel.locks.is_sorted_by_key(|lock| lock.world_id));
        assert!(travel.unlock(WorldId(3)) && !travel.unlock(WorldId(3)));
    }
}
