//! 0x0169: ability points, from the server.

use protocol_derive::Message;

/// Ability points left and in all.
///
/// Server to client, opcode 0x0169. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 4, 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0169, from = Server, standing = Short)]
pub struct ServerAbilityPoints {
    pub ability_points: u32,
    pub total_ability_points: u32,
}
