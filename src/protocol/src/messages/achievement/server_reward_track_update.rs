//! 0x07D5: reward track update, from the server.

use crate::wire::BitSet;
use protocol_derive::Message;

/// A reward track made progress or was claimed from.
///
/// Server to client, opcode 0x07D5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07D5, from = Server, standing = Proven)]
pub struct ServerRewardTrackUpdate {
    #[wire(bits = 14)]
    pub reward_track_id: u16,
    pub reward_points_earned: u32,
    #[wire(bits = 32)]
    pub claimed_rewards: BitSet,
    pub unlocked: u32,
    pub is_active: bool,
}
