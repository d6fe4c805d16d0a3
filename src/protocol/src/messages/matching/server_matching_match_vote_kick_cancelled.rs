//! 0x060D: matching match vote kick cancelled, from the server.

use protocol_derive::Message;

/// The vote to remove somebody was broken off.
///
/// Server to client, opcode 0x060D. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x060D, from = Server, standing = Empty)]
pub struct ServerMatchingMatchVoteKickCancelled;
