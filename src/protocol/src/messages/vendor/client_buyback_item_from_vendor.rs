//! 0x00BB: buyback item from vendor, from the client.

use protocol_derive::Message;

/// Buys a sold item back.
///
/// Client to server, opcode 0x00BB. Layout: proven against the client's own codec. Sequence:
/// flows.md section 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00BB, from = Client, standing = Proven)]
pub struct ClientBuybackItemFromVendor {
    pub unique_id: u32,
}
