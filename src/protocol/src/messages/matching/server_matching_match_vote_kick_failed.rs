//! 0x0612: matching match vote kick failed, from the server.

use protocol_derive::Message;

/// The vote to remove somebody failed.
///
/// Server to client, opcode 0x0612. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0612, from = Server, standing = Empty)]
pub struct ServerMatchingMatchVoteKickFailed;
