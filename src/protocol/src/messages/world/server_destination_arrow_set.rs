//! 0x07E5: destination arrow set, from the server.

use bezgelor_core::Vec3;
use protocol_derive::Message;

/// An arrow points to a destination.
///
/// Server to client, opcode 0x07E5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07E5, from = Server, standing = Proven)]
pub struct ServerDestinationArrowSet {
    pub destination_position: Vec3,
    pub radius: f32,
}
