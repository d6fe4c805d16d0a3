//! 0x015B: resurrect request, from the server.

use protocol_derive::Message;

/// Somebody offers to raise the dead player.
///
/// Server to client, opcode 0x015B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x015B, from = Server, standing = Proven)]
pub struct ServerResurrectRequest {
    pub unit_id: u32,
    #[wire(bits = 18)]
    pub spell_id: u32,
    pub time_until_rez: u32,
    pub percentage_health_restored: f32,
    pub percentage_energy_restored: f32,
    pub position_x: f32,
    pub position_y: f32,
    #[wire(zeros_after = 1)]
    pub position_z: f32,
}
