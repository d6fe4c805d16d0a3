//! 0x00BD: buyback item removed, from the server.

use protocol_derive::Message;

/// An item can no longer be bought back.
///
/// Server to client, opcode 0x00BD. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00BD, from = Server, standing = Short)]
pub struct ServerBuybackItemRemoved {
    pub unique_id: u32,
}
