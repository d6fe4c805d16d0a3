//! 0x018E: p2 p trade update item, from the server.

use protocol_derive::Message;

/// An item was offered by one side.
///
/// Server to client, opcode 0x018E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x018E, from = Server, standing = Proven)]
pub struct ServerP2PTradeUpdateItem {
    pub trade_index: u32,
    pub owner_unit_id: u32,
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub item_guid: u64,
    pub quantity: u32,
    pub unknown1_64bit: u64,
    pub unknown2_32bit: u32,
    pub unknown3_64bit: u64,
    #[wire(bits = 18)]
    pub unknown4_18bit: u32,
    pub unknown_array: [u32; 5],
}
