//! 0x0113: public event leave, from the server.

use crate::enums::PublicEventRemoveReason;
use protocol_derive::Message;

/// The player no longer takes part in a public event.
///
/// Server to client, opcode 0x0113. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0113, from = Server, standing = Short)]
pub struct ServerPublicEventLeave {
    #[wire(bits = 14)]
    pub public_event_id: u16,
    #[wire(bits = 32)]
    pub reason: PublicEventRemoveReason,
}
