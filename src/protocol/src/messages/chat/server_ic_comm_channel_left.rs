//! 0x054A: ic comm channel left, from the server.

use protocol_derive::Message;

/// An add-on's channel is gone.
///
/// Server to client, opcode 0x054A. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x054A, from = Server, standing = Short)]
pub struct ServerICCommChannelLeft {
    pub iccom_id: u64,
}
