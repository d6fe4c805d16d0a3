//! 0x00F3: path explorer progress report, from the client.

use protocol_derive::Message;

/// An explorer reached a node of a mission.
///
/// Client to server, opcode 0x00F3. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F3, from = Client, standing = Proven)]
pub struct ClientPathExplorerProgressReport {
    #[wire(bits = 15)]
    pub path_mission_id: u16,
    pub explorer_node_index: u32,
}
