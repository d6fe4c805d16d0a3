//! 0x0566: mail item deprecation, from the server.

use protocol_derive::Message;

/// Letters whose items no longer exist.
///
/// Server to client, opcode 0x0566. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0566, from = Server, standing = Short)]
pub struct ServerMailItemDeprecation {
    #[wire(count = 32)]
    pub mail_ids: Vec<u64>,
}
