//! 0x08BB: public event unit add, from the server.

use crate::enums::PublicEventOperationType;
use protocol_derive::{Message, Wire};

/// An entity matters to objectives of public events.
///
/// Server to client, opcode 0x08BB. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08BB, from = Server, standing = Proven)]
pub struct ServerPublicEventUnitAdd {
    pub unit_id: u32,
    /// A peer omits the count.
    #[wire(count = 32)]
    pub operations: Vec<ServerPublicEventUnitAddOperations>,
}

/// What `operations` of [`ServerPublicEventUnitAdd`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPublicEventUnitAddOperations {
    pub object_id: u32,
    #[wire(bits = 3)]
    pub operation: PublicEventOperationType,
}
