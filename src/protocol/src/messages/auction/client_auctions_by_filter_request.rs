//! 0x07DC: auctions by filter request, from the client.

use crate::enums::{AuctionSort, Property};
use crate::structs::AuctionFilter;
use protocol_derive::Message;

/// Searches the auction house.
///
/// Client to server, opcode 0x07DC. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07DC, from = Client, standing = Proven)]
pub struct ClientAuctionsByFilterRequest {
    #[wire(bits = 14)]
    pub item2_family_id: u16,
    #[wire(bits = 14)]
    pub item2_category_id: u16,
    #[wire(bits = 14)]
    pub item2_type_id: u16,
    #[wire(count = 32)]
    pub item2_ids: Vec<u32>,
    #[wire(count = 32)]
    pub filter: Vec<AuctionFilter>,
    pub reverse_sort: u32,
    #[wire(bits = 3)]
    pub auction_sort: AuctionSort,
    #[wire(bits = 8)]
    pub sort_property_id: Property,
    pub page: u32,
}
