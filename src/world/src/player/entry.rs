//! A player at the door: everything the zone needs to let a character in.

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::model::CharacterSheet;
pub use bezgelor_core::permission::Permissions;
use bezgelor_core::travel::Holder;
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
    /// Whose copy of its world it goes to.
    #[serde(default)]
    pub holder: Holder,
}

impl PlayerEntry {
    /// One that logs in as itself: no rights beyond playing, nothing of the account, nobody's copy.
    #[must_use]
    pub fn new(connection: ConnectionId, sheet: CharacterSheet) -> Self {
        Self {
            connection,
            sheet,
            account: AccountView::default(),
            permissions: Permissions::default(),
            arrival: Arrival::Login,
            holder: Holder::Everybody,
        }
    }
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
