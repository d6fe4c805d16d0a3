//! 0x098B: store offers, from the server.

use crate::enums::{DiscountType, DisplayFlag};
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Offers of the store, at most 20 groups a message. The amount of an item stands behind every kind
/// of item data.
///
/// Server to client, opcode 0x098B. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x098B, from = Server, standing = Proven)]
pub struct ServerStoreOffers {
    #[wire(count = 32)]
    pub offer_groups: Vec<ServerStoreOffersOfferGroups>,
}

/// What `offer_groups` of [`ServerStoreOffers`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerStoreOffersOfferGroups {
    pub id: u32,
    #[wire(bits = 32)]
    pub display_flags: DisplayFlag,
    pub name: WString,
    pub description: WString,
    #[wire(bits = 14)]
    pub display_info_override: u16,
    #[wire(count = 32)]
    pub offers: Vec<ServerStoreOffersOfferGroupsOffers>,
    #[wire(count = 32)]
    pub category_ids: Vec<u32>,
    #[wire(same_as = category_ids)]
    pub category_indexes: Vec<u32>,
}

/// What `offers` of [`ServerStoreOffersOfferGroups`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerStoreOffersOfferGroupsOffers {
    pub id: u32,
    pub name: WString,
    pub description: WString,
    pub price_premium: f32,
    pub price_alternative: f32,
    #[wire(bits = 32)]
    pub display_flags: DisplayFlag,
    pub unknown6: i64,
    pub unknown7: u8,
    #[wire(count = 32)]
    pub currency_data: Vec<ServerStoreOffersOfferGroupsOffersCurrencyData>,
    #[wire(count = 32)]
    pub item_data: Vec<ServerStoreOffersOfferGroupsOffersItemData>,
}

/// What `currency_data` of [`ServerStoreOffersOfferGroupsOffers`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerStoreOffersOfferGroupsOffersCurrencyData {
    #[wire(bits = 5)]
    pub currency_id: u8,
    pub price: f32,
    #[wire(bits = 2)]
    pub discount_type: DiscountType,
    pub discount_value: f32,
    pub discount_time_remaining: i64,
    pub time_since_expiry: i64,
}

/// What `item_data` of [`ServerStoreOffersOfferGroupsOffers`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerStoreOffersOfferGroupsOffersItemData {
    #[wire(tag(type, 32), inline)]
    pub type_: ServerStoreOffersOfferGroupsOffersItemDataTypeSwitch,
    pub amount: u32,
}

/// What follows `type` in [`ServerStoreOffersOfferGroupsOffersItemData`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ServerStoreOffersOfferGroupsOffersItemDataTypeSwitch {
    #[wire(case = 0)]
    Case0 {
        #[wire(bits = 15)]
        account_item_id: u16,
    },
    #[wire(case = 1)]
    Case1 {
        type1_unknown0: u32,
        type1_unknown1: u32,
    },
    #[wire(case = 2)]
    Case2 { type2_unknown0: u32 },
}
