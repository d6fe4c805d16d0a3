//! The connections of one shard by id, and when each wants to be looked at.

use std::rc::Rc;

use bezgelor_core::ids::{ConnectionId, ShardId};
use bezgelor_core::time::Millis;

use crate::connection::Connection;
use crate::host::Host;

const SLOT_BITS: u32 = 24;
const GENERATION_BITS: u32 = 32;
/// Connections one table can name.
pub(crate) const SLOTS_MAX: usize = 1 << SLOT_BITS;
/// No wish to be looked at.
pub(crate) const NEVER: Millis = Millis(u64::MAX);

const _: () = {
    assert!(bezgelor_core::limits::CONNECTIONS_PER_SHARD_MAX <= SLOTS_MAX);
    assert!(bezgelor_core::limits::SHARDS_MAX <= 1 << (64 - SLOT_BITS - GENERATION_BITS));
};

/// The shard that a connection's id belongs to.
#[must_use]
pub fn shard_of(id: ConnectionId) -> ShardId {
    ShardId((id.0 >> (SLOT_BITS + GENERATION_BITS)) as u16)
}

/// A name that no connection of `shard` has: generations begin with one.
pub(crate) fn nobody(shard: ShardId) -> ConnectionId {
    ConnectionId(u64::from(shard.0) << (SLOT_BITS + GENERATION_BITS))
}

fn slot_of(id: ConnectionId) -> usize {
    (id.0 & (SLOTS_MAX as u64 - 1)) as usize
}

pub(crate) struct Table<H: Host> {
    shard: ShardId,
    entries: Vec<Entry<H>>,
    /// Beside the entries, so that looking for who is due reads one small array.
    wake_at: Vec<Millis>,
    free: Vec<u32>,
    len: usize,
}

struct Entry<H: Host> {
    generation: u32,
    connection: Option<Rc<Connection<H>>>,
}

impl<H: Host> Table<H> {
    pub(crate) fn new(shard: ShardId) -> Self {
        Self {
            shard,
            entries: Vec::new(),
            wake_at: Vec::new(),
            free: Vec::new(),
            len: 0,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Connections that are to be looked at at some time.
    pub(crate) fn waiting(&self) -> usize {
        self.wake_at.iter().filter(|at| **at != NEVER).count()
    }

    /// Registers what `make` returns for the id it is given.
    pub(crate) fn insert(
        &mut self,
        make: impl FnOnce(ConnectionId) -> Connection<H>,
    ) -> Rc<Connection<H>> {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.entries.push(Entry {
                generation: 0,
                connection: None,
            });
            self.wake_at.push(NEVER);
            (self.entries.len() - 1) as u32
        });
        let entry = &mut self.entries[slot as usize];
        entry.generation = entry.generation.wrapping_add(1).max(1);
        let id = ConnectionId(
            u64::from(self.shard.0) << (SLOT_BITS + GENERATION_BITS)
                | u64::from(entry.generation) << SLOT_BITS
                | u64::from(slot),
        );
        let connection = Rc::new(make(id));
        entry.connection = Some(Rc::clone(&connection));
        self.wake_at[slot as usize] = NEVER;
        self.len += 1;
        connection
    }

    pub(crate) fn get(&self, id: ConnectionId) -> Option<&Rc<Connection<H>>> {
        let connection = self.entries.get(slot_of(id))?.connection.as_ref()?;
        (connection.id == id).then_some(connection)
    }

    /// The slot that `id` would be in, whoever is in it.
    pub(crate) fn slot_of(id: ConnectionId) -> usize {
        slot_of(id)
    }

    /// How many slots there are, free ones included.
    pub(crate) fn slots(&self) -> usize {
        self.entries.len()
    }

    /// The slot of `id`; none when it is gone. Does not touch the connection itself.
    pub(crate) fn slot(&self, id: ConnectionId) -> Option<usize> {
        let slot = slot_of(id);
        let entry = self.entries.get(slot)?;
        let generation = (id.0 >> SLOT_BITS) as u32;
        let here = entry.generation == generation && shard_of(id) == self.shard;
        (here && entry.connection.is_some()).then_some(slot)
    }

    /// Who is in `slot`.
    pub(crate) fn at(&self, slot: usize) -> Option<&Rc<Connection<H>>> {
        self.entries.get(slot)?.connection.as_ref()
    }

    /// Forgets `id`; whether it was there.
    pub(crate) fn remove(&mut self, id: ConnectionId) -> bool {
        if self.get(id).is_none() {
            return false;
        }
        let slot = slot_of(id);
        self.entries[slot].connection = None;
        self.wake_at[slot] = NEVER;
        self.free.push(slot as u32);
        self.len -= 1;
        true
    }

    pub(crate) fn set_wake(&mut self, id: ConnectionId, at: Millis) {
        if self.get(id).is_some() {
            self.wake_at[slot_of(id)] = at;
        }
    }

    /// Takes the connections whose time has come; each must set its next time itself.
    pub(crate) fn take_due(&mut self, now: Millis, mut due: impl FnMut(&Rc<Connection<H>>)) {
        for (slot, at) in self.wake_at.iter_mut().enumerate() {
            if *at <= now {
                *at = NEVER;
                if let Some(connection) = &self.entries[slot].connection {
                    due(connection);
                }
            }
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Rc<Connection<H>>> {
        self.entries
            .iter()
            .filter_map(|entry| entry.connection.as_ref())
    }
}
