//! 0x038C: packed world, from the client.

use protocol_derive::Message;

/// What a client in the world wraps its messages in, inside 0x0244. Behind its first five bits
/// nothing is byte aligned.
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
