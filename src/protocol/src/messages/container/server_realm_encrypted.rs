//! 0x03DC: realm encrypted, from the server.

use protocol_derive::Message;

/// What every message of the world server travels in: an enciphered message.
///
/// Server to client, opcode 0x03DC. Layout: proven by captured traffic.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03DC, from = Server, standing = Container)]
pub struct ServerRealmEncrypted {
    #[wire(length = 32, plus = 4)]
    pub data: Vec<u8>,
}
