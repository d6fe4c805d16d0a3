//! What shards say to each other, and what zones and services say to connections.

use crate::control::Letter;
use crate::premises::Removal;
use bezgelor_core::ids::WorldId;
use bezgelor_core::ids::{AccountId, CharacterId, ConnectionId, ShardId, ZoneInstanceId};
use realm::directory::{Placement, ZoneKey};
use realm::presence::{Claim, Enter};
use realm::queue::{Joined, QueueEvent, Ticket};
use realm::session::Kick;
use sts::limiter::{Attempt, Outcome};
use world::{DisconnectReason, EnterFault, PlayerEntry};

/// Where a connection is: its shard, and its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// The shard.
    pub shard: ShardId,
    /// New after each hop.
    pub connection: ConnectionId,
}

/// Between shards.
pub enum Message {
    /// To the service shard: a question, answered with [`Message::Reply`].
    Ask {
        /// Who asks.
        from: Whereabouts,
        /// What.
        ask: Ask,
    },
    /// To the service shard: news that nobody waits for.
    Tell(Tell),
    /// About commands and who is where.
    Letter(Box<Letter>),
    /// To the shard a zone goes to.
    Zone(Box<Removal>),
    /// To the shard of a connection.
    Reply {
        /// Which connection.
        connection: ConnectionId,
        /// What it is told.
        signal: Signal,
    },
}

/// A question to the realm's services.
///
/// `identity` is the name a connection got when it was accepted; it keeps it over hops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// May this login begin?
    Admit(Attempt),
    /// May this proof be checked?
    BeginProof(Attempt),
    /// The account is this connection's from now on.
    Claim {
        /// Whose.
        account: AccountId,
        /// Which connection.
        identity: ConnectionId,
    },
    /// Room in the realm.
    Queue(Ticket),
    /// The character goes into the world.
    Enter {
        /// Whose.
        account: AccountId,
        /// Which connection.
        identity: ConnectionId,
        /// Which character.
        character: CharacterId,
    },
    /// Whether no character of the account is in the world or being saved.
    IsIdle(AccountId),
    /// The zone for a copy of a world.
    Place(ZoneKey),
}

/// News for the realm's services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tell {
    /// How a proof ended.
    Ended(Attempt, Outcome),
    /// A connection is on another shard now.
    Moved {
        /// Which.
        identity: ConnectionId,
        /// Where it is.
        to: Whereabouts,
    },
    /// A connection that had claimed an account is gone.
    Released {
        /// Whose.
        account: AccountId,
        /// Which connection.
        identity: ConnectionId,
    },
    /// A character stands in a zone.
    Joined {
        /// Which character.
        character: CharacterId,
        /// Which zone.
        zone: (ShardId, ZoneInstanceId),
    },
    /// A character left its zone; `saved` follows unless it goes to another one.
    Left {
        /// Which character.
        character: CharacterId,
        /// Which zone.
        instance: ZoneInstanceId,
        /// It goes straight to another zone.
        transfers: bool,
    },
    /// A zone runs on that shard now.
    ZoneMoved {
        /// Which.
        instance: ZoneInstanceId,
        /// Where.
        to: ShardId,
    },
    /// A zone that was told to move does not.
    ZoneStays(ZoneInstanceId),
    /// A character has followed its zone.
    Followed {
        /// Which character.
        character: CharacterId,
        /// Where it is.
        zone: (ShardId, ZoneInstanceId),
    },
    /// A zone is closed, or is about to be: nobody goes there any more.
    ZoneClosed(ZoneInstanceId),
    /// The last state of a character is in the database, or there was none to save.
    Saved(CharacterId),
}

/// To a connection's lane.
pub enum Signal {
    /// The answer to [`Ask::Admit`] and [`Ask::BeginProof`].
    Admitted(bool),
    /// The answer to [`Ask::Claim`].
    Claimed(Claim),
    /// The answer to [`Ask::Queue`].
    Queued(Joined),
    /// The answer to [`Ask::Enter`].
    Entered(Enter),
    /// The answer to [`Ask::IsIdle`].
    Idle(bool),
    /// The answer to [`Ask::Place`]; none when the realm cannot run another zone.
    Placed(Option<Placement>),
    /// The zone a connection waits for is there (or will never be).
    ZoneReady(bool),
    /// The queue moved.
    Queue(QueueEvent),
    /// The account logged in elsewhere.
    Superseded,
    /// Somebody who may wants the connection closed.
    Kicked(Kick),
    /// The character left the world by its own will.
    LoggedOut,
    /// The zone wants the connection closed.
    Disconnect(DisconnectReason),
    /// The zone did not let the character in.
    EnterFailed(EnterFault),
    /// The zone of its player is on another shard now.
    ZoneMoves {
        /// Which.
        instance: ZoneInstanceId,
        /// Where.
        to: ShardId,
    },
    /// It is to break, to see what that costs.
    Break,
    /// The zone is lost; what was saved last is what there is.
    ZoneLost,
    /// The character goes to another world.
    Transfer {
        /// As it stands.
        entry: Box<PlayerEntry>,
        /// Where to.
        world_id: WorldId,
    },
}
