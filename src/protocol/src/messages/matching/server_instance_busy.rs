//! 0x0555: instance busy, from the server.

use protocol_derive::Message;

/// An instance is being prepared, or ready.
///
/// Server to client, opcode 0x0555. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0555, from = Server, standing = Short)]
pub struct ServerInstanceBusy {
    pub busy: bool,
}
