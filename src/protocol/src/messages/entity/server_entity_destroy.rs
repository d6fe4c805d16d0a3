//! 0x0355: entity destroy, from the server.

use protocol_derive::Message;

/// An entity goes out of view.
///
/// Server to client, opcode 0x0355. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 5, 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0355, from = Server, standing = Short)]
pub struct ServerEntityDestroy {
    pub guid: u32,
    pub unknown0: bool,
}
