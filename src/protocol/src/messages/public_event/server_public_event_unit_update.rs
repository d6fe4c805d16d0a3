//! 0x08BC: public event unit update, from the server.

use crate::enums::PublicEventOperationType;
use protocol_derive::Message;

/// An entity matters to a public event in another way.
///
/// Server to client, opcode 0x08BC. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08BC, from = Server, standing = Proven)]
pub struct ServerPublicEventUnitUpdate {
    pub unit_id: u32,
    pub event_id: u32,
    #[wire(bits = 3)]
    pub operation: PublicEventOperationType,
}
