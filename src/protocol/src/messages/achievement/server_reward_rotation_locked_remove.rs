//! 0x07C7: reward rotation locked remove, from the server.

use crate::structs::LockedReward;
use protocol_derive::Message;

/// A reward of the rotation is no longer locked.
///
/// Server to client, opcode 0x07C7. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07C7, from = Server, standing = Unproven)]
pub struct ServerRewardRotationLockedRemove {
    pub reward: LockedReward,
}
