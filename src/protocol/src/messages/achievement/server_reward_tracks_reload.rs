//! 0x07D3: reward tracks reload, from the server.

use crate::structs::RewardTrack;
use protocol_derive::Message;

/// All reward tracks from scratch.
///
/// Server to client, opcode 0x07D3. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07D3, from = Server, standing = Proven)]
pub struct ServerRewardTracksReload {
    #[wire(count = 32)]
    pub rewards_tracks: Vec<RewardTrack>,
}
