//! 0x0076: auth encrypted, from the server.

use protocol_derive::Message;

/// Auth encrypted.
///
/// Auth-server container (port 23115): data = PacketCrypt.Encrypt( u16 opcode + body ).
///
/// Server to client, opcode 0x0076. Layout: proven by captured traffic.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0076, from = Server, standing = Container)]
pub struct ServerAuthEncrypted {
    #[wire(length = 32, plus = 4)]
    pub data: Vec<u8>,
}
