//! 0x021E: cinematic platform detach actor, from the server.

use protocol_derive::Message;

/// An actor steps off a platform.
///
/// Server to client, opcode 0x021E. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x021E, from = Server, standing = Unproven)]
pub struct ServerCinematicPlatformDetachActor {
    pub delay: u32,
    pub unit_id: u32,
}
