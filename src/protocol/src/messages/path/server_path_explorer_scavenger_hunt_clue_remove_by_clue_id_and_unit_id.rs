//! 0x06B6: path explorer scavenger hunt clue remove by clue id and unit id, from the server.

use protocol_derive::Message;

/// A clue of a scavenger hunt is no longer at an entity.
///
/// Server to client, opcode 0x06B6. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06B6, from = Server, standing = Short)]
pub struct ServerPathExplorerScavengerHuntClueRemoveByClueIdAndUnitId {
    #[wire(bits = 14)]
    pub path_explorer_scavenger_clue_id: u16,
    pub unit_id: u32,
}
