//! 0x0881: entity cc tether unit, from the server.

use protocol_derive::Message;

/// The entity that tethers the player.
///
/// Server to client, opcode 0x0881. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0881, from = Server, standing = Short)]
pub struct ServerEntityCCTetherUnit {
    pub guid: u32,
}
