//! 0x06B8: path explorer scavenger hunt clue add world location, from the server.

use protocol_derive::Message;

/// A clue of a scavenger hunt is at a place.
///
/// Server to client, opcode 0x06B8. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06B8, from = Server, standing = Short)]
pub struct ServerPathExplorerScavengerHuntClueAddWorldLocation {
    #[wire(bits = 17)]
    pub world_location2_id: u32,
    #[wire(bits = 14)]
    pub path_explorer_scavenger_clue_id: u16,
}
