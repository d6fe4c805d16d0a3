//! 0x08C7: vehicle passenger remove, from the server.

use protocol_derive::Message;

/// Somebody left a seat.
///
/// Server to client, opcode 0x08C7. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08C7, from = Server, standing = Short)]
pub struct ServerVehiclePassengerRemove {
    pub self_: u32,
    pub passenger: u32,
}
