//! 0x0184: item move from supply satchel, from the client.

use protocol_derive::Message;

/// Takes material out of the supply satchel.
///
/// Client to server, opcode 0x0184. Layout: proven against the client's own codec. Sequence:
/// flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0184, from = Client, standing = Proven)]
pub struct ClientItemMoveFromSupplySatchel {
    #[wire(bits = 14)]
    pub material_id: u16,
    pub amount: u32,
    #[wire(bits = 9)]
    pub unknown2: u16,
    pub unknown3: u32,
}
