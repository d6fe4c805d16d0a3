//! 0x07CD: reward track add, from the server.

use crate::structs::RewardTrack;
use protocol_derive::Message;

/// A reward track began.
///
/// Server to client, opcode 0x07CD. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07CD, from = Server, standing = Proven)]
pub struct ServerRewardTrackAdd {
    pub reward_track: RewardTrack,
}
