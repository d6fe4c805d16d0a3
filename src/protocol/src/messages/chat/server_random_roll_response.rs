//! 0x071C: random roll response, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// Somebody rolled a number.
///
/// Server to client, opcode 0x071C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x071C, from = Server, standing = Proven)]
pub struct ServerRandomRollResponse {
    pub target_player_identity: Identity,
    pub min_random: u32,
    pub max_random: u32,
    pub random_roll_result: i32,
}
