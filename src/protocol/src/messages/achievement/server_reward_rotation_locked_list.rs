//! 0x07C8: reward rotation locked list, from the server.

use crate::structs::LockedReward;
use protocol_derive::Message;

/// All rewards of the rotation that are locked.
///
/// Server to client, opcode 0x07C8. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07C8, from = Server, standing = Unproven)]
pub struct ServerRewardRotationLockedList {
    #[wire(count = 32)]
    pub rewards: Vec<LockedReward>,
}
