//! 0x021D: cinematic actor remove, from the server.

use protocol_derive::Message;

/// An actor leaves.
///
/// Server to client, opcode 0x021D. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x021D, from = Server, standing = Unproven)]
pub struct ServerCinematicActorRemove {
    pub delay: u32,
    pub unit_id: u32,
}
