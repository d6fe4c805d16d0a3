//! 0x0231: cinematic actor mode, from the server.

use crate::enums::ModeType;
use protocol_derive::Message;

/// An actor walks, runs or flies.
///
/// Server to client, opcode 0x0231. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0231, from = Server, standing = Unproven)]
pub struct ServerCinematicActorMode {
    pub delay: u32,
    pub unit_id: u32,
    #[wire(bits = 32)]
    pub mode: ModeType,
}
