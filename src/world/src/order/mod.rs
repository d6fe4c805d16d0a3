//! What the realm orders a zone to do for a command that somebody typed, and what the zone has to
//! say to it. Lines typed in the game go out as [`Event::Typed`](crate::Event::Typed) and are read
//! by the realm, like those of the console; only what touches units comes back here.

mod carry_out;
mod company;
mod creatures;
mod looks;
mod motion;
mod pose;
mod report;
mod story;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, ConnectionId, CreatureId};
use bezgelor_core::travel::{Holder, Spot};
use command::ZoneCommand;
use command::argument::Tier;
use serde::{Deserialize, Serialize};

use crate::interaction::who::Person;
use crate::player::entry::Permissions;

pub(crate) use carry_out::{account as tell_account, carry_out, typed};
pub use story::Story;
pub(crate) use story::show as show_story;

/// What there is to say to a command, or why it is not done.
type Said = Result<Vec<String>, String>;

/// Something to be done for whoever rules the realm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Order {
    /// Is answered with [`Event::Found`](crate::Event::Found).
    Ask {
        /// Comes back with the answer.
        ticket: u64,
        /// What is asked.
        question: Question,
    },
    /// Answers a line that a player typed.
    Answer {
        /// Whose line it was.
        connection: ConnectionId,
        /// Where the line was typed.
        origin: ChatOrigin,
        /// What is answered.
        answer: Answer,
    },
    /// Says something to everybody, or to one.
    Announce {
        /// `None` for all.
        connection: Option<ConnectionId>,
        /// Across the screen so loudly; in the realm's channel when it is `None`.
        tier: Option<Tier>,
        /// What.
        text: String,
    },
    /// Changes what a player may do.
    Rights {
        /// Whose.
        connection: ConnectionId,
        /// From now on.
        permissions: Permissions,
    },
    /// Tells a player what became of what its account holds.
    Account {
        /// Whose.
        connection: ConnectionId,
        /// What changed.
        change: AccountChange,
    },
    /// The answer to [`Event::Who`](crate::Event::Who).
    Who {
        /// Who looked.
        connection: ConnectionId,
        /// Who was found.
        people: Vec<Person>,
        /// There are more.
        is_partial: bool,
    },
    /// Takes a player to a place.
    Travel {
        /// Whom.
        connection: ConnectionId,
        /// Where to.
        spot: Spot,
        /// Whose copy of the world, when it matters.
        holder: Option<Holder>,
    },
    /// The answer to [`Event::AsksWay`](crate::Event::AsksWay).
    Way {
        /// Who asked.
        connection: ConnectionId,
        /// Whose copy it asked for.
        holder: Holder,
        /// `None` when it may go, else the `GenericError` it is told.
        refusal: Option<u32>,
    },
    /// The answer to [`Event::PaysTokens`](crate::Event::PaysTokens).
    Tokens {
        /// Who pays.
        connection: ConnectionId,
        /// What became of it.
        taken: TokensTaken,
    },
    /// Changes what is shown to who logs in; empty for nothing.
    MessageOfTheDay {
        /// The text.
        text: String,
    },
    /// Breaks on purpose, to see what that costs.
    Break(BreakPoint),
    /// Shows a player a story message.
    Story {
        /// Whom.
        connection: ConnectionId,
        /// What.
        story: Story,
    },
}

/// What became of service tokens that were to be taken from an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokensTaken {
    /// Whose.
    pub account: AccountId,
    /// For the way to this row of `TaxiNode.tbl`.
    pub taxi_node: u16,
    /// How many.
    pub tokens: u32,
    /// How many it holds now; `None` when nothing was taken.
    pub held: Option<u64>,
}

/// Where a zone breaks on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BreakPoint {
    /// In the handler of the next message that a client may send.
    Handler,
    /// In the middle of the step, between its systems.
    System,
}

/// What a zone is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// Do this command for the character of a connection.
    Run(ConnectionId, ZoneCommand),
    /// Where does the character of a connection stand?
    Where(ConnectionId),
    /// Who and what stands where? At most `SURVEY_UNITS_MAX`, players first.
    Survey,
    /// Which player does the character of a connection look at?
    Selected(ConnectionId),
}

/// What a zone answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// What there is to say to a command, or why it is not done.
    Ran(Result<Vec<String>, String>),
    /// `None` for who is not here.
    At(Option<Placement>),
    /// What stands where.
    Units(Vec<Dot>),
    /// `None` for who looks at no player, or is not here.
    Selected(Option<CharacterId>),
}

/// Somebody or something on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Its number in the zone; 0 while nobody is near and it has none.
    pub unit: u32,
    /// Whose character it is; `None` for what is nobody's.
    pub character: Option<CharacterId>,
    /// Row of Creature2; 0 for players.
    pub creature: CreatureId,
    /// Where it stands.
    pub position: Vec3,
}

/// The line a client waits for an answer to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatOrigin {
    /// `ChatChannelType` it was typed in.
    pub channel: u32,
    /// The channel's id, for those that have one.
    pub chat_id: u64,
    /// How the client counts its lines.
    pub message_id: u16,
}

/// What is answered to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// These lines.
    Lines(Vec<String>),
    /// Its author may not; the client has words for that.
    Refused,
}

/// What became of something an account holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountChange {
    /// It holds so much of a currency.
    Currency(u8, u64),
    /// It holds so much of an entitlement.
    Entitlement(u32, u32),
    /// It may use an entry of `GenericUnlockEntry.tbl`, now or since before.
    Unlock {
        /// Which.
        entry: u16,
        /// False when it might before.
        new: bool,
    },
    /// It may use these entries from now on.
    UnlockAll(Vec<u16>),
}
