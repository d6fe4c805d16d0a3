//! 0x056B: item modify, from the server.

use protocol_derive::Message;

/// What an item's random parts became.
///
/// Server to client, opcode 0x056B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x056B, from = Server, standing = Proven)]
pub struct ServerItemModify {
    pub item_guid: u64,
    pub threshold_data: u64,
    pub random_glyph_data: u32,
    pub random_circuit_data: f64,
}
