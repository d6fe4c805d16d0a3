//! What belongs to the account and not to one character.

mod client_account_item_gift_by_identity;
mod client_account_item_gift_return;
mod client_account_item_gift_to_account_friend;
mod client_account_item_take;
mod client_pending_account_item_claim;
mod server_account_currency_grant;
mod server_account_currency_set;
mod server_account_entitlement;
mod server_account_entitlements;
mod server_account_item_add;
mod server_account_item_cooldown_set;
mod server_account_item_cooldowns;
mod server_account_item_delete;
mod server_account_item_in_progress_remove;
mod server_account_item_in_progress_update;
mod server_account_items;
mod server_account_items_in_progress;
mod server_account_items_pending;
mod server_account_operation_result;
mod server_account_privilege_restriction_update;
mod server_account_subscription;
mod server_account_tier;
mod server_account_transaction_update;
mod server_entitlement;
mod server_healthy_gaming_update;
mod server_max_character_level_achieved;
mod server_pending_account_item_add;
mod server_pending_account_item_group_remove;
mod server_pending_account_items_clear;
mod server_reward_property_set;

pub use client_account_item_gift_by_identity::*;
pub use client_account_item_gift_return::*;
pub use client_account_item_gift_to_account_friend::*;
pub use client_account_item_take::*;
pub use client_pending_account_item_claim::*;
pub use server_account_currency_grant::*;
pub use server_account_currency_set::*;
pub use server_account_entitlement::*;
pub use server_account_entitlements::*;
pub use server_account_item_add::*;
pub use server_account_item_cooldown_set::*;
pub use server_account_item_cooldowns::*;
pub use server_account_item_delete::*;
pub use server_account_item_in_progress_remove::*;
pub use server_account_item_in_progress_update::*;
pub use server_account_items::*;
pub use server_account_items_in_progress::*;
pub use server_account_items_pending::*;
pub use server_account_operation_result::*;
pub use server_account_privilege_restriction_update::*;
pub use server_account_subscription::*;
pub use server_account_tier::*;
pub use server_account_transaction_update::*;
pub use server_entitlement::*;
pub use server_healthy_gaming_update::*;
pub use server_max_character_level_achieved::*;
pub use server_pending_account_item_add::*;
pub use server_pending_account_item_group_remove::*;
pub use server_pending_account_items_clear::*;
pub use server_reward_property_set::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const ACCOUNT: &[Entry] = &[
    Entry::of::<ClientAccountItemGiftByIdentity>("account"),
    Entry::of::<ClientAccountItemGiftReturn>("account"),
    Entry::of::<ClientAccountItemGiftToAccountFriend>("account"),
    Entry::of::<ClientAccountItemTake>("account"),
    Entry::of::<ClientPendingAccountItemClaim>("account"),
    Entry::of::<ServerAccountCurrencyGrant>("account"),
    Entry::of::<ServerAccountCurrencySet>("account"),
    Entry::of::<ServerAccountEntitlement>("account"),
    Entry::of::<ServerAccountEntitlements>("account"),
    Entry::of::<ServerAccountItemAdd>("account"),
    Entry::of::<ServerAccountItemCooldownSet>("account"),
    Entry::of::<ServerAccountItemCooldowns>("account"),
    Entry::of::<ServerAccountItemDelete>("account"),
    Entry::of::<ServerAccountItemInProgressRemove>("account"),
    Entry::of::<ServerAccountItemInProgressUpdate>("account"),
    Entry::of::<ServerAccountItems>("account"),
    Entry::of::<ServerAccountItemsInProgress>("account"),
    Entry::of::<ServerAccountItemsPending>("account"),
    Entry::of::<ServerAccountOperationResult>("account"),
    Entry::of::<ServerAccountPrivilegeRestrictionUpdate>("account"),
    Entry::of::<ServerAccountSubscription>("account"),
    Entry::of::<ServerAccountTier>("account"),
    Entry::of::<ServerAccountTransactionUpdate>("account"),
    Entry::of::<ServerEntitlement>("account"),
    Entry::of::<ServerHealthyGamingUpdate>("account"),
    Entry::of::<ServerMaxCharacterLevelAchieved>("account"),
    Entry::of::<ServerPendingAccountItemAdd>("account"),
    Entry::of::<ServerPendingAccountItemGroupRemove>("account"),
    Entry::of::<ServerPendingAccountItemsClear>("account"),
    Entry::of::<ServerRewardPropertySet>("account"),
];
