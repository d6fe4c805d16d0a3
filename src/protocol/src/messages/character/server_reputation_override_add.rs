//! 0x08D7: reputation override add, from the server.

use crate::enums::Faction;
use protocol_derive::Message;

/// An entity is to be seen as if the reputation with a faction were another.
///
/// Server to client, opcode 0x08D7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08D7, from = Server, standing = Proven)]
pub struct ServerReputationOverrideAdd {
    pub unit_id: u32,
    #[wire(bits = 14)]
    pub faction_id: Faction,
    pub value: f32,
}
