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

pub mod argument;
mod complete;
mod define;
mod error;
mod help;
mod line;
mod parse;
pub mod realm;
mod tree;
pub mod zone;

pub use complete::{Completion, complete};
pub use define::{ArgumentInfo, Definition, Kind};
pub use error::ParseError;
pub use help::help;
pub use parse::{Parsed, parse};
pub use realm::RealmCommand;
pub use tree::definitions;
pub use zone::ZoneCommand;

/// A command with its arguments, by where it is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// By the realm's services.
    Realm(RealmCommand),
    /// In the zone of the character concerned.
    Zone(ZoneCommand),
}
