//! A player at the door: everything the zone needs to let a character in.

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::model::CharacterSheet;
use serde::{Deserialize, Serialize};

/// A character with its connection and what its account brings along.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayerEntry {
    /// Where its messages come from and go to.
    pub connection: ConnectionId,
    /// The character as stored, or as the last zone left it.
    pub sheet: CharacterSheet,
    /// What belongs to the account.
    pub account: AccountView,
    /// What this player may do beyond playing.
    pub permissions: Permissions,
    /// How it comes.
    pub arrival: Arrival,
}

/// The part of an account a world shows to its owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Premium tier beside the name in chat.
    pub premium_tier: u8,
    /// (`AccountCurrencyType`, amount), ascending, none twice.
    pub currencies: Vec<(u8, u64)>,
}

/// How a player comes into a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arrival {
    /// From the character list.
    Login,
    /// From another zone of this realm; the client has its character already.
    Transfer,
}

/// What a player may do beyond playing, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permissions(pub u32);

impl Permissions {
    /// Leaves without camping (`flows.md` section 6).
    pub const INSTANT_LOGOUT: Self = Self(1);
    /// Is marked as staff in chat.
    pub const STAFF: Self = Self(2);

    /// True when every bit of `other` is there.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl std::ops::BitOr for Permissions {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
