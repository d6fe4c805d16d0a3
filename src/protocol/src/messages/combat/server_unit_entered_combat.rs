//! 0x089A: unit entered combat, from the server.

use protocol_derive::Message;

/// An entity entered or left combat.
///
/// Server to client, opcode 0x089A. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 4, 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x089A, from = Server, standing = Short)]
pub struct ServerUnitEnteredCombat {
    pub unit_id: u32,
    pub in_combat: bool,
}
