//! 0x071B: random roll request, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Rolls a number.
///
/// Client to server, opcode 0x071B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x071B, from = Client, standing = Proven)]
pub struct ClientRandomRollRequest {
    pub target_player_identity: Identity,
    pub min_random: u32,
    pub max_random: u32,
    pub unknown0: u32,
}
