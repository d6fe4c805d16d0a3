//! The commands of a realm: one definition each, however they are typed.
//!
//! Start at [`parse`]: a line and what its author may do become a [`Command`] with typed
//! arguments, or a [`ParseError`] that says what to write instead. [`help`] and [`complete`] come
//! from the same definitions, which stand in [`realm`] (done by the realm's services) and [`zone`]
//! (done in the zone where a character stands). A new command is one entry there, with its
//! permission, and one arm where it is done.
//!
//! Invariant: no I/O and no state; no line makes anything here panic; who lacks a permission learns
//! nothing of a command but that it is not for them.

pub mod account;
pub mod argument;
mod complete;
mod define;
mod error;
mod help;
pub mod holding;
mod line;
pub mod lookup;
mod parse;
pub mod player;
pub mod realm;
mod tree;
mod until;
mod words;
pub mod zone;

pub use account::AccountCommand;
pub use complete::{Completion, complete};
pub use define::{ArgumentInfo, Definition, Kind};
pub use error::ParseError;
pub use help::help;
pub use holding::HoldingCommand;
pub use line::quote;
pub use lookup::LookupCommand;
pub use parse::{Parsed, parse};
pub use player::PlayerCommand;
pub use realm::RealmCommand;
pub use tree::definitions;
pub use zone::ZoneCommand;

/// A command with its arguments, by what it is about; all but the last are done by the realm's
/// services.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Accounts.
    Account(AccountCommand),
    /// What accounts hold.
    Holding(HoldingCommand),
    /// What the tables say.
    Lookup(LookupCommand),
    /// Players, wherever they are.
    Player(PlayerCommand),
    /// The realm as a whole.
    Realm(RealmCommand),
    /// Done in the zone of the character concerned.
    Zone(ZoneCommand),
}
