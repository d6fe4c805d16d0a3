//! 0x00C4: cc state stun direction, from the server.

use crate::enums::CCStateStunVictimGameplay;
use protocol_derive::Message;

/// Which key breaks the stun.
///
/// Server to client, opcode 0x00C4. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00C4, from = Server, standing = Short)]
pub struct ServerCCStateStunDirection {
    #[wire(bits = 8)]
    pub direction: CCStateStunVictimGameplay,
}
