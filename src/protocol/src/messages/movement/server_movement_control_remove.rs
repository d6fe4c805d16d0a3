//! 0x0639: movement control remove, from the server.

use protocol_derive::Message;

/// Takes control over the entity away.
///
/// Server to client, opcode 0x0639. Layout: empty, as the client expects. Sequence: flows.md
/// section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0639, from = Server, standing = Empty)]
pub struct ServerMovementControlRemove;
