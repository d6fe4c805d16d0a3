//! 0x06BA: path mission activate, from the server.

use crate::enums::ServerPathMissionActivateMissionPathMissionState;
use protocol_derive::{Message, Wire};

/// Path missions begin.
///
/// Server to client, opcode 0x06BA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06BA, from = Server, standing = Proven)]
pub struct ServerPathMissionActivate {
    #[wire(count = 32)]
    pub missions: Vec<ServerPathMissionActivateMissions>,
}

/// What `missions` of [`ServerPathMissionActivate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPathMissionActivateMissions {
    #[wire(bits = 15)]
    pub path_mission_id: u16,
    pub completed: bool,
    pub objective_completion_flags: u32,
    pub state_flags: u32,
    #[wire(bits = 3)]
    pub state: ServerPathMissionActivateMissionPathMissionState,
    pub giver_unit_id: u32,
}
