//! The storefront, unlocks and games of fortune.

mod client_credd_history_request;
mod client_credd_redeem;
mod client_fortune_flip_card;
mod client_fortune_notify_game;
mod client_fortune_notify_storefront;
mod client_fortune_start;
mod client_item_generic_unlock;
mod client_premium_lockbox_key_request;
mod client_storefront_purchase_account;
mod client_storefront_purchase_character;
mod client_storefront_request_catalog;
mod client_storefront_request_purchase_history;
mod server_credd_operation_history;
mod server_credd_redeem_result;
mod server_fortune_card_update;
mod server_fortune_cards;
mod server_fortune_reset;
mod server_fortune_rewards;
mod server_generic_unlock_account;
mod server_generic_unlock_account_list;
mod server_generic_unlock_character_list;
mod server_generic_unlock_character_refresh;
mod server_generic_unlock_result;
mod server_omnibits_weekly_bonus;
mod server_store_categories;
mod server_store_error;
mod server_store_finalise;
mod server_store_offers;
mod server_store_purchase_history;
mod server_store_purchase_result;

pub use client_credd_history_request::*;
pub use client_credd_redeem::*;
pub use client_fortune_flip_card::*;
pub use client_fortune_notify_game::*;
pub use client_fortune_notify_storefront::*;
pub use client_fortune_start::*;
pub use client_item_generic_unlock::*;
pub use client_premium_lockbox_key_request::*;
pub use client_storefront_purchase_account::*;
pub use client_storefront_purchase_character::*;
pub use client_storefront_request_catalog::*;
pub use client_storefront_request_purchase_history::*;
pub use server_credd_operation_history::*;
pub use server_credd_redeem_result::*;
pub use server_fortune_card_update::*;
pub use server_fortune_cards::*;
pub use server_fortune_reset::*;
pub use server_fortune_rewards::*;
pub use server_generic_unlock_account::*;
pub use server_generic_unlock_account_list::*;
pub use server_generic_unlock_character_list::*;
pub use server_generic_unlock_character_refresh::*;
pub use server_generic_unlock_result::*;
pub use server_omnibits_weekly_bonus::*;
pub use server_store_categories::*;
pub use server_store_error::*;
pub use server_store_finalise::*;
pub use server_store_offers::*;
pub use server_store_purchase_history::*;
pub use server_store_purchase_result::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const STORE: &[Entry] = &[
    Entry::of::<ClientCreddHistoryRequest>("store"),
    Entry::of::<ClientCreddRedeem>("store"),
    Entry::of::<ClientFortuneFlipCard>("store"),
    Entry::of::<ClientFortuneNotifyGame>("store"),
    Entry::of::<ClientFortuneNotifyStorefront>("store"),
    Entry::of::<ClientFortuneStart>("store"),
    Entry::of::<ClientItemGenericUnlock>("store"),
    Entry::of::<ClientPremiumLockboxKeyRequest>("store"),
    Entry::of::<ClientStorefrontPurchaseAccount>("store"),
    Entry::of::<ClientStorefrontPurchaseCharacter>("store"),
    Entry::of::<ClientStorefrontRequestCatalog>("store"),
    Entry::of::<ClientStorefrontRequestPurchaseHistory>("store"),
    Entry::of::<ServerCreddOperationHistory>("store"),
    Entry::of::<ServerCreddRedeemResult>("store"),
    Entry::of::<ServerFortuneCardUpdate>("store"),
    Entry::of::<ServerFortuneCards>("store"),
    Entry::of::<ServerFortuneReset>("store"),
    Entry::of::<ServerFortuneRewards>("store"),
    Entry::of::<ServerGenericUnlockAccount>("store"),
    Entry::of::<ServerGenericUnlockAccountList>("store"),
    Entry::of::<ServerGenericUnlockCharacterList>("store"),
    Entry::of::<ServerGenericUnlockCharacterRefresh>("store"),
    Entry::of::<ServerGenericUnlockResult>("store"),
    Entry::of::<ServerOmnibitsWeeklyBonus>("store"),
    Entry::of::<ServerStoreCategories>("store"),
    Entry::of::<ServerStoreError>("store"),
    Entry::of::<ServerStoreFinalise>("store"),
    Entry::of::<ServerStoreOffers>("store"),
    Entry::of::<ServerStorePurchaseHistory>("store"),
    Entry::of::<ServerStorePurchaseResult>("store"),
];
