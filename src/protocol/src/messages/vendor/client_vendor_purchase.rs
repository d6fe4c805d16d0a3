//! 0x00BE: vendor purchase, from the client.

use protocol_derive::Message;

/// Buys from the vendor.
///
/// Client to server, opcode 0x00BE. Layout: proven against the client's own codec. Sequence:
/// flows.md section 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00BE, from = Client, standing = Proven)]
pub struct ClientVendorPurchase {
    pub vendor_index: u32,
    pub vendor_item_qty: u32,
}
