//! 0x0673: path settler infrastructure complete, from the server.

use protocol_derive::Message;

/// A settler's infrastructure is complete.
///
/// Server to client, opcode 0x0673. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0673, from = Server, standing = Short)]
pub struct ServerPathSettlerInfrastructureComplete {
    pub unused: u32,
}
