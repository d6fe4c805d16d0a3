//! 0x038B: costume item forget, from the client.

use protocol_derive::Message;

/// Forgets an unlocked look.
///
/// Client to server, opcode 0x038B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x038B, from = Client, standing = Proven)]
pub struct ClientCostumeItemForget {
    #[wire(bits = 18)]
    pub item_id: u32,
}
