//! What the interface wants of a running realm. Each question goes into a shard as a message and
//! comes back as an answer; who carries it is the server's affair.

use std::future::Future;
use std::pin::Pin;

use bezgelor_core::ids::{AccountId, CharacterId, WorldId, WorldZoneId, ZoneInstanceId};
use bezgelor_core::permission::Permissions;
use serde::Serialize;
use utoipa::ToSchema;

/// The realm did not answer: its queue is full, or it is stopping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the realm does not answer")]
pub struct Away;

/// An answer under way.
pub type Asked<T> = Pin<Box<dyn Future<Output = Result<T, Away>> + Send>>;

/// A running realm as the interface sees it.
pub trait Realm: Send + Sync + 'static {
    /// How it is.
    fn state(&self) -> Asked<RealmState>;
    /// Everybody in the world.
    fn players(&self) -> Asked<Vec<Player>>;
    /// Who and what stands where in a zone; `None` when it does not run.
    fn map(&self, zone: ZoneInstanceId) -> Asked<Option<Vec<Dot>>>;
    /// Every script that is loaded.
    fn scripts(&self) -> Asked<Vec<Script>>;
    /// Runs one line of a command and has it logged.
    fn run(&self, author: Author, line: String) -> Asked<Ran>;
}

/// How a realm is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct RealmState {
    /// Players in the world.
    pub online: u32,
    /// Logins waiting for room.
    pub queued: u32,
    /// Players it takes.
    pub capacity: u32,
    /// The message of the day.
    pub message_of_the_day: String,
    /// Milliseconds until it stops; null unless a countdown runs.
    pub stops_in_ms: Option<u64>,
    /// Whether it is started again after that.
    pub restarts: bool,
}

/// One player in the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Player {
    /// The character.
    pub character: CharacterId,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub account: AccountId,
    /// Whether it is staff.
    pub staff: bool,
    /// 1 to 50.
    pub level: u8,
    /// `Race` of the protocol.
    pub race: u8,
    /// `Class` of the protocol.
    pub class: u8,
    /// 166 Dominion, 167 Exile.
    pub faction: u16,
    /// Row of World.
    pub world: WorldId,
    /// Row of WorldZone.
    pub world_zone: WorldZoneId,
    /// The zone it stands in.
    pub zone: ZoneInstanceId,
    /// Seconds since it entered the world.
    pub online_s: u64,
}

/// One script, with what all shards counted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Script {
    /// Its path in the folder of scripts.
    pub name: String,
    /// Rows of World it is for; empty for all.
    pub worlds: Vec<u16>,
    /// Functions of it called.
    pub calls: u64,
    /// Of those, how many failed.
    pub errors: u64,
    /// Milliseconds in them.
    pub spent_ms: f64,
    /// The shards on which it is told nothing more, because it failed too often.
    pub disabled_on: Vec<u16>,
    /// What went wrong last, with file and line; empty for nothing.
    pub last_fault: String,
}

/// Somebody or something on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Number of the unit in its zone.
    pub unit: u32,
    /// Whose character it is; `None` for creatures.
    pub player: Option<CharacterId>,
    /// Its name; empty when it has none.
    pub name: String,
    /// Row of Creature2; 0 for players.
    pub creature: u32,
    /// West to east.
    pub x: f32,
    /// Height.
    pub y: f32,
    /// North to south.
    pub z: f32,
}

/// Who runs a command over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Its account; `None` for a token.
    pub account: Option<AccountId>,
    /// For the log: an e-mail address, or `token NAME`.
    pub who: String,
    /// For the log: its address.
    pub place: String,
    /// What it may do.
    pub rights: Permissions,
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Ran {
    /// Whether it was done.
    pub done: bool,
    /// What it said.
    pub lines: Vec<String>,
}
