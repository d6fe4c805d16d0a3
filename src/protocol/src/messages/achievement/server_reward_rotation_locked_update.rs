//! 0x07C9: reward rotation locked update, from the server.

use crate::structs::LockedReward;
use protocol_derive::Message;

/// A locked reward of the rotation changed.
///
/// Server to client, opcode 0x07C9. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07C9, from = Server, standing = Unproven)]
pub struct ServerRewardRotationLockedUpdate {
    pub reward: LockedReward,
}
