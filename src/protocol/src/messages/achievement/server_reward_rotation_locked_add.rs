//! 0x07CB: reward rotation locked add, from the server.

use crate::structs::LockedReward;
use protocol_derive::Message;

/// A reward of the rotation was earned and is locked until the next one.
///
/// Server to client, opcode 0x07CB. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07CB, from = Server, standing = Unproven)]
pub struct ServerRewardRotationLockedAdd {
    pub reward: LockedReward,
}
