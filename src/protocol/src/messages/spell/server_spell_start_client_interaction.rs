//! 0x07FD: spell start client interaction, from the server.

use crate::structs::{InitialPosition, Position, TelegraphPosition};
use protocol_derive::Message;

/// An interaction of the player that takes time began.
///
/// Server to client, opcode 0x07FD. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07FD, from = Server, standing = Proven)]
pub struct ServerSpellStartClientInteraction {
    pub client_unique_id: u32,
    pub casting_id: u32,
    pub caster_id: u32,
    pub position: Position,
    pub yaw: f32,
    #[wire(count = 8)]
    pub initial_position_data: Vec<InitialPosition>,
    #[wire(count = 8)]
    pub telegraph_position_data: Vec<TelegraphPosition>,
}
