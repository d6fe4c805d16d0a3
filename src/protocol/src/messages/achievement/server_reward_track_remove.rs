//! 0x07D0: reward track remove, from the server.

use protocol_derive::Message;

/// A reward track ended.
///
/// Server to client, opcode 0x07D0. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07D0, from = Server, standing = Short)]
pub struct ServerRewardTrackRemove {
    #[wire(bits = 14)]
    pub reward_track_id: u16,
}
