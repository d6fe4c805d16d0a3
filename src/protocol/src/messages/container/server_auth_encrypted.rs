//! 0x0076: auth encrypted, from the server.

use protocol_derive::Message;

/// What every message of the auth server but the first travels in: an enciphered message.
///
/// Server to client, opcode 0x0076. Layout: proven by captured traffic.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0076, from = Server, standing = Container)]
pub struct ServerAuthEncrypted {
    #[wire(length = 32, plus = 4)]
    pub data: Vec<u8>,
}
