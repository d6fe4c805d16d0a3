//! 0x0155: instance reset result, from the server.

use protocol_derive::Message;

/// How resetting instances ended.
///
/// Server to client, opcode 0x0155. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0155, from = Server, standing = Short)]
pub struct ServerInstanceResetResult {
    #[wire(bits = 15)]
    pub unused: u16,
    pub success: bool,
}
