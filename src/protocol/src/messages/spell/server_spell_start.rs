//! 0x07FF: spell start, from the server.

use crate::structs::{InitialPosition, Position, TelegraphPosition};
use protocol_derive::Message;

/// An entity begins to cast.
///
/// Server to client, opcode 0x07FF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07FF, from = Server, standing = Proven)]
pub struct ServerSpellStart {
    pub casting_id: u32,
    #[wire(bits = 18)]
    pub spell4_id: u32,
    #[wire(bits = 18)]
    pub root_spell4_id: u32,
    #[wire(bits = 18)]
    pub parent_spell4_id: u32,
    pub caster_id: u32,
    pub unknown20: u16,
    pub primary_target_id: u32,
    pub field_position: Position,
    pub yaw: f32,
    #[wire(count = 8)]
    pub initial_position_data: Vec<InitialPosition>,
    #[wire(count = 8)]
    pub telegraph_position_data: Vec<TelegraphPosition>,
    pub user_initiated_spell_cast: bool,
    pub use_creature_overrides: bool,
}
