//! 0x036A: force kick, from the server.

use crate::enums::ForceKickReason;
use protocol_derive::Message;

/// The connection ends now, and why.
///
/// Server to client, opcode 0x036A. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 1, 5.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x036A, from = Server, standing = Short)]
pub struct ServerForceKick {
    #[wire(bits = 5)]
    pub reason: ForceKickReason,
}
