//! 0x0166: sell item to vendor, from the client.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// Sells to the vendor.
///
/// Client to server, opcode 0x0166. Layout: proven against the client's own codec. Sequence:
/// flows.md section 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0166, from = Client, standing = Proven)]
pub struct ClientSellItemToVendor {
    pub item_location: ItemLocation,
    pub quantity: u32,
}
