//! 0x06B7: path explorer scavenger hunt clue remove by clue id, from the server.

use protocol_derive::Message;

/// A clue of a scavenger hunt is gone.
///
/// Server to client, opcode 0x06B7. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06B7, from = Server, standing = Short)]
pub struct ServerPathExplorerScavengerHuntClueRemoveByClueId {
    #[wire(bits = 14)]
    pub path_explorer_scavenger_clue_id: u16,
}
