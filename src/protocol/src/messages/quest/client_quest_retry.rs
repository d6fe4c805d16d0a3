//! 0x0365: quest retry, from the client.

use protocol_derive::Message;

/// Takes a failed quest again.
///
/// Client to server, opcode 0x0365. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0365, from = Client, standing = Proven)]
pub struct ClientQuestRetry {
    #[wire(bits = 15)]
    pub quest_id: u16,
}
