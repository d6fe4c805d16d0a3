//! 0x021B: cinematic missile actor add, from the server.

use protocol_derive::Message;

/// A missile flies from one actor to another.
///
/// Server to client, opcode 0x021B. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x021B, from = Server, standing = Unproven)]
pub struct ServerCinematicMissileActorAdd {
    pub delay: u32,
    pub missile_actor_unit_id: u32,
    pub from_unit_id: u32,
    pub to_unit_id: u32,
    pub spell4_client_missile_id: u32,
}
