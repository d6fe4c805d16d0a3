//! Valuables: what may change hands, as one record with all its sides.
//!
//! An [`Operation`] is applied whole or not at all, in one transaction with one row of the
//! append-only ledger per side. Its id makes repeating harmless: the second time it is only
//! confirmed. What the player would see of it waits for the [`CommitTicket`].

use std::fmt;

use bezgelor_core::ids::ItemId;
use bezgelor_core::limits;
use bezgelor_core::model::Character;
use bezgelor_core::time::UnixMillis;
pub use bezgelor_core::valuables::{Owner, OwnerKind, Side, Slot};

use crate::error::DbError;
use crate::handle::DbHandle;

mod apply;
pub(crate) mod group;

pub(crate) use apply::{LedgerKind, Stop};

/// Names one operation for ever. Whoever makes operations must never use an id twice: 64 bits drawn
/// at random per process and a counter will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub u128);

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A change of valuables with all its sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its id; repeating an id repeats nothing.
    pub id: OperationId,
    /// What it was for, in the caller's numbering; kept in the ledger's records.
    pub kind: u16,
    /// When the player did it.
    pub at: UnixMillis,
    /// 1 to [`limits::OPERATION_SIDES_MAX`] sides.
    pub sides: Vec<Side>,
}

/// Why an operation changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another character of the realm has the name.
    #[error("the name is taken")]
    NameTaken,
    /// The account has no free character slot.
    #[error("no free character slot")]
    SlotsFull,
    /// No such character, or not of this account, or deleted (or not deleted, for a restore).
    #[error("no such character")]
    NoCharacter,
    /// The item is not where, whose or as many as the operation says.
    #[error("item {0} is not there")]
    ItemNotThere(ItemId),
    /// An item with this id exists, or another one is in the slot.
    #[error("no room for item {0}")]
    NoRoom(ItemId),
    /// A balance would fall below zero.
    #[error("not enough of currency {0}")]
    NotEnough(u8),
    /// A balance would pass what can be stored.
    #[error("too much of currency {0}")]
    TooMuch(u8),
    /// No sides, too many sides, or a value out of its range.
    #[error("the operation is malformed: {0}")]
    Malformed(&'static str),
    /// It was given up by [`DbHandle::resolve`] before.
    #[error("the operation was given up")]
    GivenUp,
}

/// Proof that an operation is in the database, synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The operation.
    pub id: OperationId,
    /// True when it had been committed before and this was a repetition.
    pub repeated: bool,
}

/// A commit on its way.
#[derive(Debug)]
pub struct CommitTicket {
    id: OperationId,
    answer: flume::Receiver<Result<Receipt, DbError>>,
}

impl CommitTicket {
    /// The operation it is for.
    #[must_use]
    pub fn id(&self) -> OperationId {
        self.id
    }

    /// Waits for the outcome: at most about [`limits::DB_COMMIT_MS_MAX`], and as long again when
    /// the answer to COMMIT is lost and has to be asked for.
    ///
    /// # Errors
    /// [`DbError::Refused`], [`DbError::Timeout`], [`DbError::Unavailable`] and
    /// [`DbError::Closed`]: nothing changed. [`DbError::Uncertain`]: ask [`DbHandle::resolve`].
    pub async fn wait(self) -> Result<Receipt, DbError> {
        match self.answer.recv_async().await {
            Ok(outcome) => outcome,
            Err(_) => Err(DbError::Uncertain(self.id)),
        }
    }

    /// The outcome if it is known by now; it is given out once. Errors as in [`Self::wait`].
    pub fn try_take(&self) -> Option<Result<Receipt, DbError>> {
        match self.answer.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(flume::TryRecvError::Empty) => None,
            Err(flume::TryRecvError::Disconnected) => Some(Err(DbError::Uncertain(self.id))),
        }
    }
}

impl DbHandle {
    /// Hands an operation to the committer without waiting. Operations in the queue at the same
    /// time share a transaction; each one stands or falls alone.
    ///
    /// # Errors
    /// [`DbError::Busy`] when the queue is full, [`DbError::Closed`], or [`DbError::Refused`] for a
    /// malformed operation.
    pub fn commit(&self, operation: Operation) -> Result<CommitTicket, DbError> {
        if let Err(refusal) = operation.check() {
            return Err(DbError::Refused(refusal));
        }
        let (reply, answer) = flume::bounded(1);
        let id = operation.id;
        let submission = group::Submission::new(operation, reply);
        self.submissions
            .try_send(submission)
            .map_err(|error| match error {
                flume::TrySendError::Full(_) => DbError::Busy,
                flume::TrySendError::Disconnected(_) => DbError::Closed,
            })?;
        Ok(CommitTicket { id, answer })
    }

    /// Settles an operation whose outcome is unknown: `true` when it is committed; otherwise it is
    /// given up for good, whatever may still be on its way, and `false` is the truth from then on.
    ///
    /// # Errors
    /// As every request; then nothing is settled yet.
    pub async fn resolve(&self, id: OperationId) -> Result<bool, DbError> {
        self.request(move |stores| async move { group::resolve(&stores.character, id).await })
            .await
    }
}

impl Operation {
    /// What can be told without looking at the database.
    fn check(&self) -> Result<(), Refusal> {
        if self.sides.is_empty() || self.sides.len() > limits::OPERATION_SIDES_MAX {
            return Err(Refusal::Malformed("number of sides"));
        }
        for side in &self.sides {
            let fault = match side {
                Side::ItemCreate { item, .. } if item.stack_count == 0 => "empty stack",
                Side::ItemCreate { item, .. } if item.id.0 == 0 => "item without id",
                Side::ItemCount { delta: 0, .. }
                | Side::ItemCharges { delta: 0, .. }
                | Side::Currency { delta: 0, .. } => "a change of nothing",
                Side::Currency {
                    delta: i64::MIN, ..
                } => "a change too large",
                Side::CharacterCreate { character, .. } => match check_character(character) {
                    Some(fault) => fault,
                    None => continue,
                },
                _ => continue,
            };
            return Err(Refusal::Malformed(fault));
        }
        Ok(())
    }
}

fn check_character(character: &Character) -> Option<&'static str> {
    let (look, at) = (&character.appearance, &character.placement);
    if character.id.0 == 0 {
        Some("character without id")
    } else if character.name.trim().is_empty() {
        Some("character without name")
    } else if !at.position.is_finite() || !at.rotation.is_finite() {
        Some("a place that is no number")
    } else if look.bones.len() > limits::BONES_MAX || look.bones.iter().any(|b| !b.is_finite()) {
        Some("bones")
    } else if look.customisations.len() > limits::CUSTOMISATIONS_MAX
        || look.visuals.len() > limits::CUSTOMISATIONS_MAX * 4
    {
        Some("too much appearance")
    } else {
        None
    }
}
