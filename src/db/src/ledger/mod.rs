//! Valuables: what may change hands, as one record with all its sides.
//!
//! An [`Operation`] is applied whole or not at all, in one transaction with one row of the
//! append-only ledger per side. Its id makes repeating harmless: the second time it is only
//! confirmed. What the player would see of it waits for the [`CommitTicket`].

use std::fmt;

use bezgelor_core::ids::{AccountId, CharacterId, ItemId};
use bezgelor_core::limits;
use bezgelor_core::model::{Character, Item};
use bezgelor_core::time::UnixMillis;

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

/// Who can hold items and currency; the numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum OwnerKind {
    /// A character.
    Character = 1,
    /// A mail on its way or unread.
    Mail = 2,
    /// The bank of a guild, warparty or circle.
    GuildBank = 3,
    /// An auction or a commodity order.
    Auction = 4,
    /// An account, over all its characters.
    Account = 5,
}

/// One holder of valuables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Owner {
    /// What it is.
    pub kind: OwnerKind,
    /// Its id among its kind.
    pub id: u64,
}

impl Owner {
    /// A character as owner.
    #[must_use]
    pub const fn character(id: CharacterId) -> Self {
        Self {
            kind: OwnerKind::Character,
            id: id.0,
        }
    }
}

/// One place for one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Whose place it is.
    pub owner: Owner,
    /// `InventoryLocation` of the protocol for characters; the owner's own numbering otherwise.
    pub location: u16,
    /// Index in that location.
    pub bag_index: u32,
}

/// One change to one thing. All conditions are checked against what is stored, not against what
/// the caller believes.
#[derive(Clone, Debug, PartialEq)]
pub enum Side {
    /// An item comes into being, in a free slot; its id was taken from [`DbHandle::take_ids`].
    ItemCreate {
        /// The item; `stack_count` at least 1.
        item: Item,
        /// Who gets it.
        owner: Owner,
    },
    /// An item goes from one slot to another. Two items may swap in one operation.
    ItemMove {
        /// Which.
        item: ItemId,
        /// Where it must be now.
        from: Slot,
        /// Where it goes; free, or freed by the same operation.
        to: Slot,
    },
    /// A stack grows or shrinks and stays at 1 or more. Split: this and a create. Merge: this and a
    /// destroy.
    ItemCount {
        /// Which.
        item: ItemId,
        /// Who must own it.
        owner: Owner,
        /// Added to the count.
        delta: i64,
    },
    /// Charges are used or refilled; never below 0.
    ItemCharges {
        /// Which.
        item: ItemId,
        /// Who must own it.
        owner: Owner,
        /// Added to the charges.
        delta: i64,
    },
    /// An item ceases to be.
    ItemDestroy {
        /// Which.
        item: ItemId,
        /// Who must own it.
        owner: Owner,
        /// How many it must hold, so that a stale view destroys nothing.
        stack_count: u32,
    },
    /// Currency comes or goes; the balance stays at 0 or more.
    Currency {
        /// Whose.
        owner: Owner,
        /// `CurrencyType.tbl` row id.
        currency_id: u8,
        /// Added to the balance.
        delta: i64,
    },
    /// A character comes into being with the id it carries; its name must be free on its realm.
    CharacterCreate {
        /// The character, appearance included.
        character: Box<Character>,
        /// Characters the account may have on the realm, this one included.
        slots: u32,
    },
    /// A character is laid away: gone for players, name free, restorable by an operator.
    CharacterDelete {
        /// Which.
        id: CharacterId,
        /// Whose it must be.
        account_id: AccountId,
    },
    /// A deleted character comes back, under its old name or another.
    CharacterRestore {
        /// Which.
        id: CharacterId,
        /// `None` for the name it had.
        name: Option<String>,
    },
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
