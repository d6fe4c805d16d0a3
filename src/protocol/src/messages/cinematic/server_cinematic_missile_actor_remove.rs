//! 0x0224: cinematic missile actor remove, from the server.

use protocol_derive::Message;

/// A missile is gone.
///
/// Server to client, opcode 0x0224. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0224, from = Server, standing = Unproven)]
pub struct ServerCinematicMissileActorRemove {
    pub delay: u32,
    pub missile_actor_unit_id: u32,
}
