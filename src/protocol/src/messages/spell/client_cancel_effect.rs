//! 0x0802: cancel effect, from the client.

use protocol_derive::Message;

/// Takes an effect off oneself.
///
/// Client to server, opcode 0x0802. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0802, from = Client, standing = Proven)]
pub struct ClientCancelEffect {
    pub server_unique_id: u32,
}
