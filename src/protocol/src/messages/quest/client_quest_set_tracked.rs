//! 0x0364: quest set tracked, from the client.

use protocol_derive::Message;

/// Shows a quest in the tracker, or no longer.
///
/// Client to server, opcode 0x0364. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0364, from = Client, standing = Proven)]
pub struct ClientQuestSetTracked {
    #[wire(bits = 15)]
    pub quest_id: u16,
    pub tracked: bool,
}
