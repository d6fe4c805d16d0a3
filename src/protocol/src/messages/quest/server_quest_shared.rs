//! 0x0363: quest shared, from the server.

use protocol_derive::Message;

/// Somebody shares a quest.
///
/// Server to client, opcode 0x0363. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0363, from = Server, standing = Short)]
pub struct ServerQuestShared {
    pub sharer_unit_id: u32,
    #[wire(bits = 15)]
    pub quest_id: u16,
}
