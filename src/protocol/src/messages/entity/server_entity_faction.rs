//! 0x0934: entity faction, from the server.

use crate::enums::Faction;
use protocol_derive::Message;

/// The faction of an entity changed.
///
/// Server to client, opcode 0x0934. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 7, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0934, from = Server, standing = Short)]
pub struct ServerEntityFaction {
    pub unit_id: u32,
    #[wire(bits = 14)]
    pub faction: Faction,
}
