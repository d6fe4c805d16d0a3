//! 0x022E: cinematic show animate, from the server.

use protocol_derive::Message;

/// The scene is shown and animated, or not.
///
/// Server to client, opcode 0x022E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x022E, from = Server, standing = Proven)]
pub struct ServerCinematicShowAnimate {
    pub delay: u32,
    pub show: bool,
    pub animate: bool,
}
