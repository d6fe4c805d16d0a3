//! 0x01B0: vehicle embark, from the client.

use crate::enums::VehicleSeatType;
use protocol_derive::Message;

/// Takes a seat of a vehicle.
///
/// Client to server, opcode 0x01B0. Layout: proven against the client's own codec. No peer reads
/// it: the widths are those the client registers (`client_registry.tsv`), the names are ours, from
/// the server's words about seats (0x086F, 0x089B).
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01B0, from = Client, standing = Proven)]
pub struct ClientVehicleEmbark {
    pub vehicle_unit_id: u32,
    #[wire(bits = 2)]
    pub seat_type: VehicleSeatType,
    #[wire(bits = 3)]
    pub seat_position: u8,
}
