//! 0x0617: matching match cast vote kick, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Votes on removing somebody.
///
/// Client to server, opcode 0x0617. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0617, from = Client, standing = Proven)]
pub struct ClientMatchingMatchCastVoteKick {
    pub member_to_kick: Identity,
    pub vote: bool,
}
