//! 0x0689: pending world removal, from the server.

use crate::enums::WorldRemovalReason;
use protocol_derive::Message;

/// The player will be taken out of this instance, and why.
///
/// Server to client, opcode 0x0689. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 5.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0689, from = Server, standing = Short)]
pub struct ServerPendingWorldRemoval {
    #[wire(bits = 3)]
    pub reason: WorldRemovalReason,
}
