//! 0x08B2: path scientist add creature info to creature, from the server.

use protocol_derive::Message;

/// What a scientist can learn of a creature.
///
/// Server to client, opcode 0x08B2. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08B2, from = Server, standing = Short)]
pub struct ServerPathScientistAddCreatureInfoToCreature {
    pub unit_id: u32,
    #[wire(bits = 14)]
    pub path_scientist_creature_info_id: u16,
}
