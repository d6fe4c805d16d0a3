//! 0x05C6: matching match joined, from the server.

use protocol_derive::Message;

/// The player belongs to a match; the transfer follows.
///
/// Server to client, opcode 0x05C6. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05C6, from = Server, standing = Short)]
pub struct ServerMatchingMatchJoined {
    #[wire(bits = 14)]
    pub matching_game_map_id: u16,
}
