//! Everything a step wants done: messages to clients, states to keep, and what became of players.
//!
//! A message is encoded once, whoever many it goes to. Encoded messages lie behind one another in
//! one arena, recipients in another; a delivery joins a message to its recipients. Steps of movers,
//! which many see, name theirs by a bit for each player. Deliveries are in order: for each
//! connection, the messages addressed to it are to be sent in the order of the list. The buffers
//! are emptied by the next step and keep their memory.

use std::ops::Range;

use bezgelor_core::Vec3;
use bezgelor_core::bits::BitSet;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, ConnectionId, WorldId, WorldZoneId};
use bezgelor_core::limits::SCRIPT_HAPPENINGS_PER_STEP_MAX;
use bezgelor_core::model::CharacterSoftState;
use bezgelor_core::recipients::Recipients;
use bezgelor_core::travel::{Holder, Travel};
use game::movement::StepFault;
use protocol::messages::ClientWhoRequest;
use protocol::{Message, encode_message};

use crate::order::{ChatOrigin, Finding};
use crate::player::entry::PlayerEntry;
use crate::script::Happening;
use crate::sight::shed::Shedding;
use crate::valuables::Operation;

/// One message and those it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Delivery {
    /// Bytes of the arena: u16 opcode and body.
    message: Range<u32>,
    to: To,
}

/// Where the recipients of a delivery are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum To {
    /// In the recipients' arena.
    These(Range<u32>),
    /// In the arena of words, a bit for each of the crowd.
    Among(Range<u32>),
}

/// What became of a player, or of one who wanted to be one.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The player left by its own will; the connection returns to the character list. The save
    /// of this step must be committed before the account may come back.
    LoggedOut {
        /// Whose.
        connection: ConnectionId,
    },
    /// The player's link is gone and so is its character, which was saved in this step.
    Left {
        /// Whose.
        connection: ConnectionId,
    },
    /// The connection is to be closed; the player has left the zone and was saved in this step.
    Disconnect {
        /// Whose.
        connection: ConnectionId,
        /// Why.
        reason: DisconnectReason,
    },
    /// The player goes to another world: its entry is to be handed to a zone of that world.
    Transfer {
        /// As it stands now, placed in the other world already.
        entry: Box<PlayerEntry>,
        /// Where to.
        world_id: WorldId,
        /// The point and facing there.
        placement: Placement,
    },
    /// A player wants to go to a copy of a world that belongs to somebody: whether it may is
    /// answered with [`Order::Way`](crate::Order::Way).
    AsksWay {
        /// Whose.
        connection: ConnectionId,
        /// On whose account it counts.
        account: AccountId,
        /// To which world.
        world_id: WorldId,
        /// Whose copy.
        holder: Holder,
        /// The limits are not for it.
        unlimited: bool,
    },
    /// A player wants its copy of a world anew: it is closed unless somebody is in it.
    ForsakesCopy {
        /// Of which world.
        world_id: WorldId,
        /// Whose copy.
        holder: Holder,
    },
    /// A player pays for rapid transport with what its account holds: the realm takes it and
    /// answers with [`Order::Tokens`](crate::Order::Tokens).
    PaysTokens {
        /// Whose.
        connection: ConnectionId,
        /// Which account.
        account: AccountId,
        /// Where to, a row of `TaxiNode.tbl`.
        taxi_node: u16,
        /// How many service tokens.
        tokens: u32,
    },
    /// Service tokens that were paid for nothing go back to an account.
    ReturnsTokens {
        /// Which.
        account: AccountId,
        /// How many.
        tokens: u32,
    },
    /// A player looks for others: the realm answers with [`Order::Who`](crate::Order::Who).
    Who {
        /// Who looks.
        connection: ConnectionId,
        /// For whom.
        request: Box<ClientWhoRequest>,
    },
    /// A character came into another zone of its world.
    Walks {
        /// Which.
        character: CharacterId,
        /// Row of `WorldZone.tbl`.
        world_zone: WorldZoneId,
    },
    /// The copy closes: nobody is to be sent there any more.
    Closes,
    /// A client sent a message no zone takes: said once per opcode, for the log.
    Unhandled {
        /// Which.
        opcode: u16,
    },
    /// A client sent a message while its player had no business to send it: said each time, and
    /// counted and named by whoever keeps the log.
    OutOfState {
        /// Which.
        opcode: u16,
    },
    /// A player came into a place of `WorldLocation2.tbl` or went out of it.
    Crossed {
        /// Who.
        connection: ConnectionId,
        /// The row.
        location: u32,
        /// In, or else out.
        came: bool,
    },
    /// The zone leaves out more or less than before because of its load: said once per change.
    Shedding(Shedding),
    /// A player made many steps that nobody can make, or one too many.
    Disbelieved(Disbelief),
    /// A player typed a command: the realm reads it and answers with an
    /// [`Order`](crate::Order).
    Typed {
        /// Who.
        connection: ConnectionId,
        /// What, without the mark that makes it a command.
        line: String,
        /// Where an answer belongs.
        origin: ChatOrigin,
        /// Where the character stood.
        placement: Placement,
    },
    /// The answer to [`Order::Ask`](crate::Order::Ask).
    Found {
        /// Of the order.
        ticket: u64,
        /// What was found.
        finding: Finding,
    },
    /// Nobody came in: the entry is refused.
    EnterFailed {
        /// Whose.
        connection: ConnectionId,
        /// Why.
        reason: EnterFault,
    },
}

/// What speaks against a player's steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disbelief {
    /// Whose.
    pub connection: ConnectionId,
    /// Which character.
    pub character: CharacterId,
    /// Where it was believed to be last.
    pub at: Vec3,
    /// What the last step would have been.
    pub fault: StepFault,
    /// Steps that were not believed and are not forgiven.
    pub score: u32,
    /// That is one too many.
    pub is_sent_away: bool,
}

/// Why a connection is to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisconnectReason {
    /// A body that is not the message it claims to be.
    Malformed {
        /// Which message.
        opcode: u16,
    },
    /// Far more than an honest client asks for.
    Flood,
    /// Steps no unit can make, again and again.
    Movement,
    /// What is stored of its valuables contradicts what the zone believes.
    Stale,
    /// Somebody with the right to do so wants it.
    Kicked,
}

/// Why an entry is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnterFault {
    /// The zone has all the players or units it can hold.
    Full,
    /// The connection or the character is in this zone already.
    AlreadyHere,
    /// The placement is no point of the world.
    NoPlace,
    /// The character belongs to another world.
    OtherWorld,
}

/// An encoded message, to be given recipients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Encoded {
    start: u32,
    end: u32,
}

/// What a step wants done. Lives with its zone, on the zone's shard.
#[derive(Debug, Default)]
pub struct Outputs {
    bytes: Vec<u8>,
    recipients: Vec<ConnectionId>,
    /// The players by seat, when the movers were told of.
    crowd: Vec<ConnectionId>,
    chosen: Vec<u64>,
    /// How many bits of `chosen` are set.
    chosen_count: usize,
    deliveries: Vec<Delivery>,
    saves: Vec<CharacterSoftState>,
    travels: Vec<(CharacterId, Travel)>,
    operations: Vec<Operation>,
    events: Vec<Event>,
    /// For scripts; nothing that is put out, and so no part of the digest.
    happenings: Vec<Happening>,
    /// Of those, how many found no room.
    unheard: u64,
}

impl Outputs {
    /// Nothing to do yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Messages with their recipients, in the order they are to be sent.
    pub fn deliveries(&self) -> impl ExactSizeIterator<Item = (&[u8], Recipients<'_>)> {
        let of = |range: &Range<u32>| range.start as usize..range.end as usize;
        self.deliveries.iter().map(move |delivery| {
            let recipients = match &delivery.to {
                To::These(these) => Recipients::These(&self.recipients[of(these)]),
                To::Among(chosen) => Recipients::Among {
                    crowd: &self.crowd,
                    chosen: &self.chosen[of(chosen)],
                },
            };
            (&self.bytes[of(&delivery.message)], recipients)
        })
    }

    /// Soft states to write behind.
    #[must_use]
    pub fn saves(&self) -> &[CharacterSoftState] {
        &self.saves
    }

    /// What journeys left behind, to write behind.
    #[must_use]
    pub fn travels(&self) -> &[(CharacterId, Travel)] {
        &self.travels
    }

    /// Changes of valuables to be kept, in the order they were begun.
    #[must_use]
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// Takes the operations out, to be handed to whoever keeps them.
    pub fn take_operations(&mut self) -> std::vec::Drain<'_, Operation> {
        self.operations.drain(..)
    }

    /// What became of players, in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Takes the events out; transfers carry whole entries that are to be moved on.
    pub fn take_events(&mut self) -> std::vec::Drain<'_, Event> {
        self.events.drain(..)
    }

    /// What happened, for scripts that listen, in order.
    #[must_use]
    pub fn happenings(&self) -> &[Happening] {
        &self.happenings
    }

    /// Takes the happenings out.
    pub fn take_happenings(&mut self) -> std::vec::Drain<'_, Happening> {
        self.happenings.drain(..)
    }

    /// Happenings of the step that found no room.
    #[must_use]
    pub fn unheard(&self) -> u64 {
        self.unheard
    }

    /// One number for all that is put out: equal outputs have equal ones, different ones almost
    /// never.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut digest = Digest::new();
        for (message, recipients) in self.deliveries() {
            digest.add(message);
            for recipient in recipients.iter() {
                digest.add(&recipient.0.to_le_bytes());
            }
        }
        if !self.travels.is_empty() {
            digest.add(format!("{:?}", self.travels).as_bytes());
        }
        let rest = format!("{:?} {:?} {:?}", self.saves, self.operations, self.events);
        digest.add(rest.as_bytes());
        digest.0
    }

    /// Bytes of all messages, each counted once.
    #[must_use]
    pub fn encoded_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Messages counted once per recipient.
    #[must_use]
    pub fn delivered_messages(&self) -> usize {
        self.recipients.len() + self.chosen_count
    }

    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.recipients.clear();
        self.crowd.clear();
        self.chosen.clear();
        self.chosen_count = 0;
        self.deliveries.clear();
        self.saves.clear();
        self.travels.clear();
        self.operations.clear();
        self.events.clear();
        self.happenings.clear();
        self.unheard = 0;
    }

    /// Encodes a message; it goes to nobody until [`Outputs::deliver`].
    pub(crate) fn encode<M: Message>(&mut self, message: &M) -> Encoded {
        let start = self.bytes.len() as u32;
        encode_message(message, &mut self.bytes);
        Encoded {
            start,
            end: self.bytes.len() as u32,
        }
    }

    /// Sends an encoded message to all of `to`; to nobody is no delivery.
    pub(crate) fn deliver(&mut self, message: Encoded, to: impl Iterator<Item = ConnectionId>) {
        self.deliver_each(message, |recipients| recipients.extend(to));
    }

    /// Sends an encoded message to all whom `add` pushes.
    pub(crate) fn deliver_each(
        &mut self,
        message: Encoded,
        add: impl FnOnce(&mut Vec<ConnectionId>),
    ) {
        let first = self.recipients.len() as u32;
        add(&mut self.recipients);
        let recipients = first..self.recipients.len() as u32;
        if !recipients.is_empty() {
            self.push(message, To::These(recipients));
        }
    }

    fn push(&mut self, message: Encoded, to: To) {
        let message = message.start..message.end;
        self.deliveries.push(Delivery { message, to });
    }

    /// Names the players by their seats, for [`Outputs::deliver_among`]; once a step.
    pub(crate) fn meet(&mut self, crowd: &[ConnectionId]) {
        debug_assert!(self.chosen.is_empty(), "they are met once");
        self.crowd.clear();
        self.crowd.extend_from_slice(crowd);
    }

    /// Sends an encoded message to those whom [`Outputs::meet`] named and whose seats are in one of
    /// two sets, nobody being in both, and have their bit in `mask`, that of their place within a
    /// word. To nobody is no delivery.
    pub(crate) fn deliver_among(
        &mut self,
        message: Encoded,
        some: &BitSet,
        others: &BitSet,
        mask: u64,
    ) {
        let first = self.chosen.len();
        let (longer, shorter) = if some.words().len() >= others.words().len() {
            (some.words(), others.words())
        } else {
            (others.words(), some.words())
        };
        self.chosen.extend(longer.iter().map(|word| word & mask));
        for (word, other) in self.chosen[first..].iter_mut().zip(shorter) {
            debug_assert_eq!(*word & other, 0, "nobody is in both");
            *word |= other & mask;
        }
        let words = self.chosen[first..].iter();
        let count: usize = words.map(|word| word.count_ones() as usize).sum();
        if count == 0 {
            self.chosen.truncate(first);
            return;
        }
        self.chosen_count += count;
        let chosen = first as u32..self.chosen.len() as u32;
        self.push(message, To::Among(chosen));
    }

    /// Encodes a message for one connection.
    pub(crate) fn send<M: Message>(&mut self, to: ConnectionId, message: &M) {
        let message = self.encode(message);
        self.deliver(message, std::iter::once(to));
    }

    pub(crate) fn save(&mut self, state: CharacterSoftState) {
        self.saves.push(state);
    }

    pub(crate) fn travel(&mut self, character: CharacterId, travel: Travel) {
        self.travels.push((character, travel));
    }

    pub(crate) fn operation(&mut self, operation: Operation) {
        self.operations.push(operation);
    }

    pub(crate) fn event(&mut self, event: Event) {
        self.events.push(event);
    }

    pub(crate) fn happening(&mut self, happening: Happening) {
        if self.happenings.len() < SCRIPT_HAPPENINGS_PER_STEP_MAX {
            self.happenings.push(happening);
        } else {
            self.unheard += 1;
        }
    }
}

/// FNV-1a, with the length of each piece between the pieces.
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn add(&mut self, piece: &[u8]) {
        let length = (piece.len() as u64).to_le_bytes();
        for &byte in piece.iter().chain(&length) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
}
