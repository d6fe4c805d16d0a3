//! 0x0131: public event location update, from the server.

use crate::enums::PublicEventOperationType;
use protocol_derive::Message;

/// A place of a public event was added or removed.
///
/// Server to client, opcode 0x0131. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0131, from = Server, standing = Proven)]
pub struct ServerPublicEventLocationUpdate {
    /// Client; a peer writes u14.
    pub object_id: u32,
    #[wire(bits = 3)]
    pub operation: PublicEventOperationType,
    #[wire(bits = 17)]
    pub world_location2_id: u32,
}
