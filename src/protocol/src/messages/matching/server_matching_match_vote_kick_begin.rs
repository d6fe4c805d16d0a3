//! 0x0614: matching match vote kick begin, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A vote to remove somebody begins.
///
/// Server to client, opcode 0x0614. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0614, from = Server, standing = Proven)]
pub struct ServerMatchingMatchVoteKickBegin {
    pub initiator: Identity,
    pub member_to_kick: Identity,
}
