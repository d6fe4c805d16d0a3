//! 0x06BF: path set current episode, from the server.

use protocol_derive::Message;

/// The path episode of this zone.
///
/// Server to client, opcode 0x06BF. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06BF, from = Server, standing = Short)]
pub struct ServerPathSetCurrentEpisode {
    #[wire(bits = 15)]
    pub unknown0: u16,
    #[wire(bits = 14)]
    pub path_episode_id: u16,
}
