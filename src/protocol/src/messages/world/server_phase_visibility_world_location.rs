//! 0x0171: phase visibility world location, from the server.

use protocol_derive::Message;

/// Which phases of the world the player sees and is seen in.
///
/// Server to client, opcode 0x0171. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0171, from = Server, standing = Short)]
pub struct ServerPhaseVisibilityWorldLocation {
    pub phases_that_perceive_me: u32,
    pub phases_i_perceive: u32,
}
