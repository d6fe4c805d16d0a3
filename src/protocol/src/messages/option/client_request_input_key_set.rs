//! 0x0570: request input key set, from the client.

use protocol_derive::Message;

/// Asks for the key bindings.
///
/// Client to server, opcode 0x0570. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0570, from = Client, standing = Proven)]
pub struct ClientRequestInputKeySet {
    pub character_id: u64,
}
