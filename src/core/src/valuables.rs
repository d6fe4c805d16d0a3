//! Valuables in the words of those who change them and of those who keep them: who owns what where,
//! and what can happen to it.
//!
//! A change of valuables is a list of sides that hold all together or not at all. The rules make
//! such lists, a zone shows them once they are kept, the store keeps them.

use crate::ids::{AccountId, CharacterId, ItemId};
use crate::model::{Character, Item};

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
    /// An item comes into being, in a free slot; its id comes from a block the store handed out.
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
