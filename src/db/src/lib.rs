//! The stores for accounts, characters and the world on PostgreSQL and SQLite.
//!
//! The only crate that knows SQL. Everything goes through one [`DbHandle`]: requests to a thread of
//! its own over a bounded queue, answered on any executor. Valuables go through
//! [`DbHandle::commit`]; what a player would see of them waits for the [`CommitTicket`].
//!
//! Invariants: nothing is confirmed before its transaction is; no statement text contains a value;
//! both databases run the same texts but for bulk writes and migrations.

mod audit;
mod auth;
mod character;
mod error;
mod handle;
mod ids;
pub mod import;
mod in_use;
mod ledger;
mod migrate;
mod pool;
mod screen;
mod sql;
mod sqlite;
mod stores;
#[cfg(feature = "testing")]
pub mod testing;
mod transfer;
pub mod world;

pub use audit::{AuditReport, audit};
pub use auth::{
    AccountHoldings, ApiToken, CommandLogEntry, CommandLogFilter, CommandOutcome, CommandSource,
    CommandUse, Exception, NewAccount, NewApiToken, NewSessionKey, PageLogin, PageProof,
    RealmSettings, RedeemedKey, RedeemedToken, Rights, WantedSeat,
};
pub use character::{CharacterExport, CharacterName, SoftSaved};
pub use error::DbError;
pub use handle::DbHandle;
pub use ids::IdKind;
pub use in_use::{InUse, in_use};
pub use ledger::{
    CommitTicket, Operation, OperationId, Owner, OwnerKind, Receipt, Refusal, Side, Slot,
};
pub use migrate::{BACKUPS, Pending, Store};
pub use pool::Address;
pub use screen::CharacterScreen;
pub use stores::Schema;
pub use transfer::{Copied, absent, backup, files_config, occupied, restore, stores_in, transfer};
pub use world::ImportSummary;
