//! 0x07FE: spell finish, from the server.

use protocol_derive::Message;

/// All effects of a spell have ended.
///
/// Server to client, opcode 0x07FE. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07FE, from = Server, standing = Short)]
pub struct ServerSpellFinish {
    pub server_unique_id: u32,
}
