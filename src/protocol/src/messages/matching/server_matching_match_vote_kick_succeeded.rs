//! 0x061A: matching match vote kick succeeded, from the server.

use protocol_derive::Message;

/// The vote to remove somebody succeeded.
///
/// Server to client, opcode 0x061A. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x061A, from = Server, standing = Empty)]
pub struct ServerMatchingMatchVoteKickSucceeded;
