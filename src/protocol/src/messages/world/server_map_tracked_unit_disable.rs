//! 0x0848: map tracked unit disable, from the server.

use protocol_derive::Message;

/// An entity is no longer tracked on the map.
///
/// Server to client, opcode 0x0848. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0848, from = Server, standing = Short)]
pub struct ServerMapTrackedUnitDisable {
    pub tracked_unit_id: u32,
}
