//! 0x0244: encrypted, from the client.

use protocol_derive::Message;

/// What every message of a client travels in: an enciphered message.
///
/// Client to server, opcode 0x0244. Layout: proven by captured traffic. Sequence: flows.md section
/// 3.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0244, from = Client, standing = Container)]
pub struct ClientEncrypted {
    #[wire(length = 32, plus = 4)]
    pub data: Vec<u8>,
}
