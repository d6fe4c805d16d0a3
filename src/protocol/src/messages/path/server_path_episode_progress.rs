//! 0x06B5: path episode progress, from the server.

use protocol_derive::{Message, Wire};

/// The missions of a path episode.
///
/// Server to client, opcode 0x06B5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06B5, from = Server, standing = Proven)]
pub struct ServerPathEpisodeProgress {
    #[wire(bits = 14)]
    pub episode_id: u16,
    #[wire(count = 16)]
    pub missions: Vec<ServerPathEpisodeProgressMissions>,
}

/// What `missions` of [`ServerPathEpisodeProgress`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPathEpisodeProgressMissions {
    #[wire(bits = 15)]
    pub path_mission_id: u16,
    pub completed: bool,
    pub objective_completion_flags: u32,
    pub state_flags: u32,
}
