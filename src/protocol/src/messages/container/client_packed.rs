//! 0x025C: packed, from the client.

use protocol_derive::Message;

/// Packed.
///
/// Client container: data = plaintext ( u16 opcode + body ); length counts itself (4) + data;
/// appears inside 0x0244 (e.g. wraps 0x025B).
///
/// Client to server, opcode 0x025C. Layout: proven by captured traffic. Sequence: flows.md section
/// 3.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x025C, from = Client, standing = Container)]
pub struct ClientPacked {
    #[wire(length = 32, plus = 4)]
    pub data: Vec<u8>,
}
