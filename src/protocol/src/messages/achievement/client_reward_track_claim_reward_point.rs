//! 0x07CE: reward track claim reward point, from the client.

use protocol_derive::Message;

/// Claims a reward of a track, with the choice among its options.
///
/// Client to server, opcode 0x07CE. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07CE, from = Client, standing = Proven)]
pub struct ClientRewardTrackClaimRewardPoint {
    #[wire(bits = 14)]
    pub reward_track_rewards_id: u16,
    pub choice_index: u32,
}
