//! 0x086F: vehicle passenger add, from the server.

use crate::enums::VehicleSeatType;
use protocol_derive::Message;

/// Somebody took a seat.
///
/// Server to client, opcode 0x086F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x086F, from = Server, standing = Proven)]
pub struct ServerVehiclePassengerAdd {
    pub self_: u32,
    #[wire(bits = 2)]
    pub seat_type: VehicleSeatType,
    #[wire(bits = 3)]
    pub seat_position: u8,
    pub unit_id: u32,
}
