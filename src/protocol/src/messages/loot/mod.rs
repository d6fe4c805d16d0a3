//! Loot, rolls on it and who may take it.

mod client_item_use_loot_bag;
mod client_loot_assign_master;
mod client_loot_item;
mod client_loot_roll_action;
mod client_loot_vacuum;
mod server_channel_update_loot;
mod server_loot_bind_on_pickup;
mod server_loot_can_loot;
mod server_loot_grant;
mod server_loot_notification;
mod server_loot_notify;
mod server_loot_remove;
mod server_loot_roll;
mod server_loot_winner;

pub use client_item_use_loot_bag::*;
pub use client_loot_assign_master::*;
pub use client_loot_item::*;
pub use client_loot_roll_action::*;
pub use client_loot_vacuum::*;
pub use server_channel_update_loot::*;
pub use server_loot_bind_on_pickup::*;
pub use server_loot_can_loot::*;
pub use server_loot_grant::*;
pub use server_loot_notification::*;
pub use server_loot_notify::*;
pub use server_loot_remove::*;
pub use server_loot_roll::*;
pub use server_loot_winner::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const LOOT: &[Entry] = &[
    Entry::of::<ClientItemUseLootBag>("loot"),
    Entry::of::<ClientLootAssignMaster>("loot"),
    Entry::of::<ClientLootItem>("loot"),
    Entry::of::<ClientLootRollAction>("loot"),
    Entry::of::<ClientLootVacuum>("loot"),
    Entry::of::<ServerChannelUpdateLoot>("loot"),
    Entry::of::<ServerLootBindOnPickup>("loot"),
    Entry::of::<ServerLootCanLoot>("loot"),
    Entry::of::<ServerLootGrant>("loot"),
    Entry::of::<ServerLootNotification>("loot"),
    Entry::of::<ServerLootNotify>("loot"),
    Entry::of::<ServerLootRemove>("loot"),
    Entry::of::<ServerLootRoll>("loot"),
    Entry::of::<ServerLootWinner>("loot"),
];
