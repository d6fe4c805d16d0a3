//! 0x0552: inspect player request, from the client.

use protocol_derive::Message;

/// Looks at another player's gear.
///
/// Client to server, opcode 0x0552. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0552, from = Client, standing = Proven)]
pub struct ClientInspectPlayerRequest {
    pub guid: u32,
}
