//! 0x0885: reputation override remove, from the server.

use crate::enums::Faction;
use protocol_derive::Message;

/// An entity no longer overrides the reputation with a faction.
///
/// Server to client, opcode 0x0885. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0885, from = Server, standing = Short)]
pub struct ServerReputationOverrideRemove {
    pub unit_id: u32,
    #[wire(bits = 14)]
    pub faction_id: Faction,
}
