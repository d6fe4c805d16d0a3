//! 0x025C: packed, from the client.

use protocol_derive::Message;

/// A message in the clear, inside 0x0244; character creation comes so.
///
/// Client to server, opcode 0x025C. Layout: proven by captured traffic. Sequence: flows.md section
/// 3.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x025C, from = Client, standing = Container)]
pub struct ClientPacked {
    #[wire(length = 32, plus = 4)]
    pub data: Vec<u8>,
}
