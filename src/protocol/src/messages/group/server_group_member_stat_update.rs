//! 0x0466: group member stat update, from the server.

use crate::enums::Path;
use crate::structs::{GroupCharacterUnknownStruct0, Identity};
use protocol_derive::Message;

/// Level, health and other stats of a member; periodic.
///
/// Server to client, opcode 0x0466. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0466, from = Server, standing = Proven)]
pub struct ServerGroupMemberStatUpdate {
    pub group_id: u64,
    pub target_player: Identity,
    #[wire(bits = 7)]
    pub level: u8,
    #[wire(bits = 7)]
    pub effective_level: u8,
    #[wire(bits = 17)]
    pub unk1: u32,
    pub group_member_id: u16,
    pub some_stat_list: [GroupCharacterUnknownStruct0; 5],
    #[wire(bits = 16)]
    pub health: f32,
    #[wire(bits = 16)]
    pub health_max: f32,
    #[wire(bits = 16)]
    pub shield: f32,
    #[wire(bits = 16)]
    pub shield_max: f32,
    #[wire(bits = 16)]
    pub interrupt_armor: f32,
    #[wire(bits = 16)]
    pub interrupt_armor_max: f32,
    #[wire(bits = 16)]
    pub absorption: f32,
    #[wire(bits = 16)]
    pub absorption_max: f32,
    #[wire(bits = 16)]
    pub mana: f32,
    #[wire(bits = 16)]
    pub mana_max: f32,
    #[wire(bits = 16)]
    pub healing_absorb: f32,
    #[wire(bits = 16)]
    pub healing_absorb_max: f32,
    pub phase_flags1: u32,
    pub phase_flags2: u32,
    #[wire(bits = 3)]
    pub path: Path,
}
