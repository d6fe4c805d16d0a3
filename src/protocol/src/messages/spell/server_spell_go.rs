//! 0x07F4: spell go, from the server.

use crate::structs::{InitialPosition, Position, TargetInfo, TelegraphPosition};
use protocol_derive::{Message, Wire};

/// A cast succeeded: its targets, effects and damage.
///
/// Server to client, opcode 0x07F4. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07F4, from = Server, standing = Partial)]
pub struct ServerSpellGo {
    pub server_unique_id: u32,
    pub b_ignore_cooldown: bool,
    pub primary_destination: Position,
    #[wire(count = 8)]
    pub target_info_data: Vec<TargetInfo>,
    #[wire(count = 8)]
    pub initial_position_data: Vec<InitialPosition>,
    #[wire(count = 8)]
    pub telegraph_position_data: Vec<TelegraphPosition>,
    #[wire(count = 8)]
    pub missile_info_data: Vec<ServerSpellGoMissileInfoData>,
    pub phase: u8,
}

/// What `missile_info_data` of [`ServerSpellGo`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerSpellGoMissileInfoData {
    pub caster_position: Position,
    pub missile_travel_time: u32,
    pub target_id: u32,
    pub target_position: Position,
    pub hit_position: bool,
}
