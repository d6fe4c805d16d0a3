//! Everything that happens to a zone between two steps, in the order it happened.
//!
//! The shard fills one of these per zone and hands it to `Zone::step`, which empties it; the
//! memory stays. Bodies of messages lie behind one another in a single arena.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, ItemId, ItemTemplateId, WorldId};
use bezgelor_core::limits::{
    INPUT_BYTES_PER_PLAYER_TICK_MAX, INPUTS_PER_PLAYER_TICK_MAX, VALUABLES_OPEN_PER_ZONE_MAX,
    ZONE_CONTROL_INPUTS_MAX,
};
use serde::{Deserialize, Serialize};

use crate::order::Order;
use crate::player::entry::PlayerEntry;
use crate::script::Act;
use crate::valuables::{Refused, Ticket};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Somebody comes in.
    Join(Box<PlayerEntry>),
    /// A connection is gone; its character leaves at once and is saved.
    Leave {
        /// Whose.
        connection: ConnectionId,
        /// Why, for the log.
        reason: LeaveReason,
    },
    /// A client said something.
    Message {
        /// Who.
        connection: ConnectionId,
        /// What the body is.
        opcode: u16,
        /// First byte of the body in the arena.
        start: u32,
        /// One past its last byte.
        end: u32,
    },
    /// The server itself, a script or a game master wants something.
    Command(Command),
    /// An operation on valuables is kept.
    Committed {
        /// Which.
        ticket: Ticket,
        /// Those of the items it created without one, in the order of its sides.
        ids: Vec<ItemId>,
    },
    /// An operation on valuables is not kept and never will be.
    Refused {
        /// Which.
        ticket: Ticket,
        /// Why.
        why: Refused,
    },
}

/// Why a connection is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeaveReason {
    /// The client closed it or the line broke.
    LinkLost,
    /// The server closed it.
    Closed,
    /// The server is going down.
    Drain,
}

/// What may be done to a zone from outside without a client asking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Puts a player somewhere, in this world or another.
    Teleport {
        /// Whom.
        connection: ConnectionId,
        /// Where to.
        world_id: WorldId,
        /// The point and facing there.
        placement: Placement,
    },
    /// A system line to everybody, or to one.
    Broadcast {
        /// `None` for all.
        connection: Option<ConnectionId>,
        /// The line.
        text: String,
    },
    /// Gives items to a player, as a game master would.
    GrantItem {
        /// Whom.
        connection: ConnectionId,
        /// Of what.
        template_id: ItemTemplateId,
        /// How many.
        count: u32,
    },
    /// Gives currency to a player, or takes it.
    GrantCurrency {
        /// Whom.
        connection: ConnectionId,
        /// Of what.
        currency_id: u8,
        /// How much.
        delta: i64,
    },
    /// Something for whoever rules the realm.
    Order(Box<Order>),
    /// Something that a script does.
    Act(Box<Act>),
    /// Sends a player away.
    Kick {
        /// Whom.
        connection: ConnectionId,
    },
}

/// Why an input was not taken: it must wait for the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputsFull;

impl std::fmt::Display for InputsFull {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the inputs of this step are full")
    }
}

impl std::error::Error for InputsFull {}

#[derive(Clone, Copy, Debug, Default)]
struct Usage {
    messages: usize,
    bytes: usize,
}

/// The inputs of one step. Lives with its zone, on the zone's shard.
#[derive(Debug, Default)]
pub struct Inputs {
    records: Vec<Input>,
    bytes: Vec<u8>,
    control: usize,
    settled: usize,
    renamed: Vec<(ConnectionId, ConnectionId)>,
    spent_us: u64,
    usage: HashMap<ConnectionId, Usage, ConnectionHash>,
}

impl Inputs {
    /// Nothing happened yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a player at the door.
    ///
    /// # Errors
    /// [`InputsFull`] gives the entry back: try again after the step.
    pub fn join(&mut self, entry: Box<PlayerEntry>) -> Result<(), Box<PlayerEntry>> {
        if self.control >= ZONE_CONTROL_INPUTS_MAX {
            return Err(entry);
        }
        self.control += 1;
        self.records.push(Input::Join(entry));
        Ok(())
    }

    /// Adds the end of a connection.
    ///
    /// # Errors
    /// [`InputsFull`]: try again after the step.
    pub fn leave(
        &mut self,
        connection: ConnectionId,
        reason: LeaveReason,
    ) -> Result<(), InputsFull> {
        self.control(Input::Leave { connection, reason })
    }

    /// Adds the news that a connection has another name, `to`: it moved to another shard. That goes
    /// before all else of the step, since what a step says reaches nobody by a former name.
    ///
    /// # Errors
    /// [`InputsFull`], which cannot be when every player is renamed twice at most in a step.
    pub fn rename(&mut self, from: ConnectionId, to: ConnectionId) -> Result<(), InputsFull> {
        if self.renamed.len() >= ZONE_CONTROL_INPUTS_MAX {
            return Err(InputsFull);
        }
        self.renamed.push((from, to));
        Ok(())
    }

    /// Adds a command.
    ///
    /// # Errors
    /// [`InputsFull`]: try again after the step.
    pub fn command(&mut self, command: Command) -> Result<(), InputsFull> {
        self.control(Input::Command(command))
    }

    /// Adds a client's message: its opcode and body.
    ///
    /// # Errors
    /// [`InputsFull`] when this client has said enough for one step: keep the message and stop
    /// reading from the client until the step is over.
    pub fn message(
        &mut self,
        connection: ConnectionId,
        opcode: u16,
        body: &[u8],
    ) -> Result<(), InputsFull> {
        let usage = self.usage.entry(connection).or_default();
        let bytes = usage.bytes + body.len();
        if usage.messages >= INPUTS_PER_PLAYER_TICK_MAX || bytes > INPUT_BYTES_PER_PLAYER_TICK_MAX {
            return Err(InputsFull);
        }
        let end = self.bytes.len() + body.len();
        let Ok(end) = u32::try_from(end) else {
            return Err(InputsFull);
        };
        *usage = Usage {
            messages: usage.messages + 1,
            bytes,
        };
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(body);
        self.records.push(Input::Message {
            connection,
            opcode,
            start,
            end,
        });
        Ok(())
    }

    /// Adds the news that an operation is kept.
    ///
    /// # Errors
    /// [`InputsFull`], which cannot be when only what the zone asked for is settled, and once.
    pub fn committed(&mut self, ticket: Ticket, ids: Vec<ItemId>) -> Result<(), InputsFull> {
        self.settled(Input::Committed { ticket, ids })
    }

    /// Adds the news that an operation is not kept.
    ///
    /// # Errors
    /// As [`Inputs::committed`].
    pub fn refused(&mut self, ticket: Ticket, why: Refused) -> Result<(), InputsFull> {
        self.settled(Input::Refused { ticket, why })
    }

    fn settled(&mut self, input: Input) -> Result<(), InputsFull> {
        if self.settled >= VALUABLES_OPEN_PER_ZONE_MAX {
            return Err(InputsFull);
        }
        self.settled += 1;
        self.records.push(input);
        Ok(())
    }

    /// Says how long the last step took, with handing out what it produced, in microseconds.
    pub fn spent(&mut self, spent_us: u64) {
        self.spent_us = spent_us;
    }

    /// What [`Inputs::spent`] was told since the last step; 0 for nothing.
    #[must_use]
    pub fn spent_us(&self) -> u64 {
        self.spent_us
    }

    pub(crate) fn take_spent_us(&mut self) -> u64 {
        std::mem::take(&mut self.spent_us)
    }

    /// What happened, in order.
    #[must_use]
    pub fn records(&self) -> &[Input] {
        &self.records
    }

    /// The body of a message among [`Inputs::records`]; empty for what is no message of these.
    #[must_use]
    pub fn body(&self, input: &Input) -> &[u8] {
        match *input {
            Input::Message { start, end, .. } => self
                .bytes
                .get(start as usize..end as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// True when nothing happened.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.renamed.is_empty()
    }

    /// Which connections have another name now: the one so far, and the one from now on.
    #[must_use]
    pub fn renamed(&self) -> &[(ConnectionId, ConnectionId)] {
        &self.renamed
    }

    /// Takes [`Inputs::renamed`]; what else happened is of the newest names then.
    pub(crate) fn take_renamed(&mut self) -> Vec<(ConnectionId, ConnectionId)> {
        let renamed = std::mem::take(&mut self.renamed);
        if renamed.is_empty() {
            return renamed;
        }
        let newer: BTreeMap<ConnectionId, ConnectionId> = renamed.iter().copied().collect();
        // No name is used twice, so this comes to an end.
        let newest = |connection: &mut ConnectionId| {
            while let Some(newer) = newer.get(connection) {
                *connection = *newer;
            }
        };
        for record in &mut self.records {
            match record {
                Input::Join(entry) => newest(&mut entry.connection),
                Input::Leave { connection, .. } | Input::Message { connection, .. } => {
                    newest(connection);
                }
                Input::Command(_) | Input::Committed { .. } | Input::Refused { .. } => {}
            }
        }
        renamed
    }

    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.records.clear();
        self.bytes.clear();
        self.usage.clear();
        self.control = 0;
        self.settled = 0;
        self.renamed.clear();
        self.spent_us = 0;
    }

    /// Lends records and arena apart, so that a zone can consume the one while reading the other.
    pub(crate) fn split(&mut self) -> (std::vec::Drain<'_, Input>, &[u8]) {
        self.usage.clear();
        self.control = 0;
        self.settled = 0;
        (self.records.drain(..), &self.bytes)
    }

    pub(crate) fn clear_bytes(&mut self) {
        self.bytes.clear();
    }

    fn control(&mut self, input: Input) -> Result<(), InputsFull> {
        if self.control >= ZONE_CONTROL_INPUTS_MAX {
            return Err(InputsFull);
        }
        self.control += 1;
        self.records.push(input);
        Ok(())
    }
}

/// Hashes connection ids without a random key: maps keyed by them are looked up, never walked, and
/// the ids are ours, not a stranger's.
pub(crate) type ConnectionHash = BuildHasherDefault<ConnectionHasher>;

/// See [`ConnectionHash`].
#[derive(Debug, Default)]
pub(crate) struct ConnectionHasher(u64);

impl Hasher for ConnectionHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_client_fills_only_its_own_share() {
        let mut inputs = Inputs::new();
        let (loud, quiet) = (ConnectionId(1), ConnectionId(2));
        for _ in 0..INPUTS_PER_PLAYER_TICK_MAX {
            assert_eq!(inputs.message(loud, 1, &[7]), Ok(()));
        }
        assert_eq!(inputs.message(loud, 1, &[7]), Err(InputsFull));
        assert_eq!(inputs.message(quiet, 1, &[8, 9]), Ok(()));
        let last = inputs.records().last().expect("just added");
        assert_eq!(inputs.body(last), [8, 9]);
        inputs.clear();
        assert_eq!(inputs.message(loud, 1, &[7]), Ok(()));
    }

    #[test]
    fn bytes_are_bounded_too() {
        let mut inputs = Inputs::new();
        let body = vec![0; INPUT_BYTES_PER_PLAYER_TICK_MAX];
        assert_eq!(inputs.message(ConnectionId(1), 1, &body), Ok(()));
        assert_eq!(inputs.message(ConnectionId(1), 1, &[0]), Err(InputsFull));
    }

    #[test]
    fn what_was_said_by_a_former_name_is_said_by_the_newest() {
        let mut inputs = Inputs::new();
        let names = [1, 2, 3].map(ConnectionId);
        assert_eq!(inputs.message(names[0], 1, &[7]), Ok(()));
        assert_eq!(inputs.rename(names[0], names[1]), Ok(()));
        assert_eq!(inputs.rename(names[1], names[2]), Ok(()));
        assert_eq!(inputs.leave(names[1], LeaveReason::Drain), Ok(()));
        let taken = inputs.take_renamed();
        assert_eq!(taken, [(names[0], names[1]), (names[1], names[2])]);
        let whose = inputs.records().iter().map(|record| match record {
            Input::Leave { connection, .. } | Input::Message { connection, .. } => *connection,
            _ => ConnectionId(0),
        });
        assert_eq!(whose.collect::<Vec<_>>(), [names[2]; 2]);
        assert!(inputs.renamed().is_empty());
    }

    #[test]
    fn leaves_are_bounded() {
        let mut inputs = Inputs::new();
        for i in 0..ZONE_CONTROL_INPUTS_MAX as u64 {
            assert_eq!(inputs.leave(ConnectionId(i), LeaveReason::Drain), Ok(()));
        }
        assert_eq!(
            inputs.leave(ConnectionId(0), LeaveReason::Drain),
            Err(InputsFull)
        );
    }
}
