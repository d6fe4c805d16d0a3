//! 0x0217: cinematic camera subject, from the server.

use protocol_derive::Message;

/// The camera looks at an actor.
///
/// Server to client, opcode 0x0217. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0217, from = Server, standing = Unproven)]
pub struct ServerCinematicCameraSubject {
    pub delay: u32,
    pub unit_id: u32,
    pub target: bool,
}
