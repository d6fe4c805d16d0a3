//! Structures that several messages about account share.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Wire;

/// An amount of one account currency.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct AccountCurrency {
    #[wire(bits = 5)]
    pub account_currency_type: u8,
    pub amount: u64,
}

/// An item of the account inventory.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct AccountInventoryItem {
    pub id: u64,
    pub item_id: u32,
    #[wire(bits = 5)]
    pub unknown0: u8,
    pub unknown1: bool,
    pub target_player_identity: Identity,
}

/// A cooldown of a group of account items.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct AccountItemCooldown {
    pub account_item_cooldown_group: u32,
    pub cooldown_in_seconds: u32,
}

/// An item the account can claim.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PendingAccountItem {
    pub pending_item_group_id: u64,
    pub account_item_id: u32,
    pub unused2: u64,
    pub transaction_id: WString,
    pub unused3: u32,
    pub unused4: Identity,
    pub unused5: u64,
    #[wire(bits = 5)]
    pub unknown: u8,
    pub unused6: u64,
    pub unused7: Identity,
}

/// What the account has on a realm.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct RealmInfoAccountRealmData {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub character_count: u32,
    pub last_played_character: WString,
    pub last_played_time: u64,
}
