//! Structures that several messages about store share.

use crate::enums::AccountCurrencyType;
use crate::structs::Identity;
use protocol_derive::Wire;

/// What is bought, at what price, for whom.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct StorefrontPurchase {
    pub offer_id: u32,
    #[wire(bits = 5)]
    pub currency_type: AccountCurrencyType,
    pub cost: f32,
    #[wire(bits = 14)]
    pub currency_id: u16,
    pub unknown1: u32,
    pub target: Identity,
    pub unknown2: u32,
}
