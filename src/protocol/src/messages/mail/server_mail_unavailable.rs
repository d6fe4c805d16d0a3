//! 0x05A7: mail unavailable, from the server.

use protocol_derive::Message;

/// A letter is gone.
///
/// Server to client, opcode 0x05A7. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05A7, from = Server, standing = Short)]
pub struct ServerMailUnavailable {
    pub mail_id: u64,
}
