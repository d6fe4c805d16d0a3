//! Structures that several messages about auction share.

use crate::unions::IAuctionFilter;
use protocol_derive::Wire;

/// One condition of an auction search.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct AuctionFilter {
    #[wire(tag(type, 3))]
    pub filter: IAuctionFilter,
}

/// One auction.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct AuctionInfo {
    pub auction_id: u64,
    pub owner_character_id: u64,
    pub minimum_bid: u64,
    pub buyout_price: u64,
    pub current_bid: u64,
    pub top_bidder_character_id: u64,
    pub expiration_time: u64,
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub quantity: u32,
    #[wire(bits = 18)]
    pub world_requirement_item2_id: u32,
    #[wire(count = 3)]
    pub unknown_array: Vec<u32>,
    pub circuit_data: u64,
    pub glyph_data: u32,
    pub threshold_data: u64,
    pub unknown2: u32,
}

/// One order of the commodity exchange.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct CommodityOrder {
    pub commodity_order_id: u64,
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub quantity: u32,
    pub price_per_unit: u64,
    pub price: u64,
    pub is_buy_order: bool,
    pub force_immediate: bool,
    pub list_time: u64,
    pub expiration_time: u64,
}
