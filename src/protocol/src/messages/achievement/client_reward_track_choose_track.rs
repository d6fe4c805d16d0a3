//! 0x07CF: reward track choose track, from the client.

use protocol_derive::Message;

/// Chooses which reward track is to be filled.
///
/// Client to server, opcode 0x07CF. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07CF, from = Client, standing = Proven)]
pub struct ClientRewardTrackChooseTrack {
    #[wire(bits = 14)]
    pub reward_track_id: u16,
}
