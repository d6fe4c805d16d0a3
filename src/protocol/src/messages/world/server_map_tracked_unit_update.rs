//! 0x0849: map tracked unit update, from the server.

use protocol_derive::Message;

/// Where a tracked entity is on the map.
///
/// Server to client, opcode 0x0849. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0849, from = Server, standing = Proven)]
pub struct ServerMapTrackedUnitUpdate {
    pub tracked_unit_id: u32,
    pub position_x: f32,
    pub position_y: f32,
    pub position_z: f32,
    /// Client; a peer writes u14.
    #[wire(bits = 15)]
    pub public_event_objective_id: u16,
}
