//! 0x0220: cinematic actor visibility, from the server.

use protocol_derive::Message;

/// An actor is hidden or shown.
///
/// Server to client, opcode 0x0220. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0220, from = Server, standing = Proven)]
pub struct ServerCinematicActorVisibility {
    pub delay: u32,
    pub unit_id: u32,
    pub hide: bool,
    pub unknown0: bool,
}
