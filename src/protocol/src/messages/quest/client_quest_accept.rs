//! 0x035B: quest accept, from the client.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// Accepts a quest, from somebody or from an item.
///
/// Client to server, opcode 0x035B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x035B, from = Client, standing = Proven)]
pub struct ClientQuestAccept {
    pub item_location: ItemLocation,
    #[wire(bits = 15)]
    pub quest_id: u16,
}
