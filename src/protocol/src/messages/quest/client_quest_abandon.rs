//! 0x035A: quest abandon, from the client.

use protocol_derive::Message;

/// Gives a quest up.
///
/// Client to server, opcode 0x035A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x035A, from = Client, standing = Proven)]
pub struct ClientQuestAbandon {
    #[wire(bits = 15)]
    pub quest_id: u16,
}
