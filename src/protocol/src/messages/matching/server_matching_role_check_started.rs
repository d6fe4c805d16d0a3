//! 0x05F1: matching role check started, from the server.

use protocol_derive::Message;

/// The party's leader wants to join a queue: offer roles.
///
/// Server to client, opcode 0x05F1. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05F1, from = Server, standing = Short)]
pub struct ServerMatchingRoleCheckStarted {
    pub roles_required: bool,
}
