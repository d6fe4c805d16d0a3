//! 0x06BB: path mission update, from the server.

use protocol_derive::Message;

/// A path mission changed.
///
/// Server to client, opcode 0x06BB. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06BB, from = Server, standing = Proven)]
pub struct ServerPathMissionUpdate {
    #[wire(bits = 15)]
    pub path_mission_id: u16,
    pub completed: bool,
    pub objective_completion_flags: u32,
    pub state_flags: u32,
}
