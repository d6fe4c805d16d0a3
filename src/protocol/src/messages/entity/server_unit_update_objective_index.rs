//! 0x093B: unit update objective index, from the server.

use protocol_derive::Message;

/// Which entry of a quest's checklist an entity stands for.
///
/// Server to client, opcode 0x093B. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x093B, from = Server, standing = Short)]
pub struct ServerUnitUpdateObjectiveIndex {
    pub unit_id: u32,
    pub objective_index: u32,
}
