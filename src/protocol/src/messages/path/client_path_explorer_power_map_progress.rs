//! 0x00F9: path explorer power map progress, from the client.

use protocol_derive::Message;

/// An explorer follows a power map.
///
/// Client to server, opcode 0x00F9. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F9, from = Client, standing = Proven)]
pub struct ClientPathExplorerPowerMapProgress {
    #[wire(bits = 14)]
    pub path_mission_id: u16,
}
