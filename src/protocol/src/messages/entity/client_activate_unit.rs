//! 0x00B3: activate unit, from the client.

use protocol_derive::Message;

/// Uses a thing at once.
///
/// Client to server, opcode 0x00B3. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00B3, from = Client, standing = Proven)]
pub struct ClientActivateUnit {
    pub unit_id: u32,
}
