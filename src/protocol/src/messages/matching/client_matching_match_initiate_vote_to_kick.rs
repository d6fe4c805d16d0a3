//! 0x05D1: matching match initiate vote to kick, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Begins a vote to remove somebody from the match.
///
/// Client to server, opcode 0x05D1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05D1, from = Client, standing = Proven)]
pub struct ClientMatchingMatchInitiateVoteToKick {
    pub member_to_kick: Identity,
}
