//! 0x067D: path soldier improvement build, from the client.

use protocol_derive::Message;

/// A soldier builds something for a holdout.
///
/// Client to server, opcode 0x067D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x067D, from = Client, standing = Proven)]
pub struct ClientPathSoldierImprovementBuild {
    #[wire(bits = 14)]
    pub path_soldier_tower_defense_id: u16,
}
