//! 0x01A5: reputation update, from the server.

use crate::enums::Faction;
use protocol_derive::Message;

/// Reputation with a faction changed.
///
/// Server to client, opcode 0x01A5. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01A5, from = Server, standing = Short)]
pub struct ServerReputationUpdate {
    #[wire(bits = 14)]
    pub faction_id: Faction,
    pub value: f32,
}
