//! 0x012A: item move to supply satchel, from the client.

use protocol_derive::Message;

/// Puts material into the supply satchel.
///
/// Client to server, opcode 0x012A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x012A, from = Client, standing = Proven)]
pub struct ClientItemMoveToSupplySatchel {
    pub item_guid: u64,
    pub amount: u32,
}
