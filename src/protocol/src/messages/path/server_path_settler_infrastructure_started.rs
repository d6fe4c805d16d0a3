//! 0x0675: path settler infrastructure started, from the server.

use protocol_derive::Message;

/// A settler's infrastructure was begun.
///
/// Server to client, opcode 0x0675. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0675, from = Server, standing = Short)]
pub struct ServerPathSettlerInfrastructureStarted {
    pub unused: u32,
}
