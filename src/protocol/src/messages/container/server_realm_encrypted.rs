//! 0x03DC: realm encrypted, from the server.

use protocol_derive::Message;

/// Realm encrypted.
///
/// World-server container (port 24000): data = PacketCrypt.Encrypt( u16 opcode + body ).
///
/// Server to client, opcode 0x03DC. Layout: proven by captured traffic.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03DC, from = Server, standing = Container)]
pub struct ServerRealmEncrypted {
    #[wire(length = 32, plus = 4)]
    pub data: Vec<u8>,
}
