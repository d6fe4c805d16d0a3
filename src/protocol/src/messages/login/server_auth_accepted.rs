//! 0x0591: auth accepted, from the server.

use protocol_derive::Message;

/// The token was good.
///
/// Server to client, opcode 0x0591. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0591, from = Server, standing = Short)]
pub struct ServerAuthAccepted {
    pub disconnected_for_lag: u32,
}
