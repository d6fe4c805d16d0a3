//! 0x038C: packed world, from the client.

use protocol_derive::Message;

/// Packed world.
///
/// Client container used while in world; one leading 5-bit field, then same as 0x025C. NB the
/// u32/bytes that follow are NOT byte aligned (bit cursor at 5).
///
/// Client to server, opcode 0x038C. Layout: proven by captured traffic.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x038C, from = Client, standing = Container)]
pub struct ClientPackedWorld {
    #[wire(bits = 5)]
    pub unknown0: u8,
    #[wire(length = 32, plus = 4)]
    pub data: Vec<u8>,
}
