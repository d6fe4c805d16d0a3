//! 0x089B: 089 b, from the server.

use crate::enums::VehicleSeatType;
use protocol_derive::Message;

/// Tells a rider which vehicle and seat it is in.
///
/// Server to client, opcode 0x089B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x089B, from = Server, standing = Proven)]
pub struct Server089B {
    pub self_: u32,
    pub vehicle: u32,
    #[wire(bits = 2)]
    pub seat_type: VehicleSeatType,
    #[wire(bits = 3)]
    pub seat_position: u8,
}
