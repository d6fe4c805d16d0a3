//! 0x01AA: path update xp, from the server.

use protocol_derive::Message;

/// Experience on the path.
///
/// Server to client, opcode 0x01AA. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01AA, from = Server, standing = Short)]
pub struct ServerPathUpdateXP {
    pub total_xp: u32,
}
