//! 0x06B9: path explorer scavenger hunt clue add unit list, from the server.

use protocol_derive::Message;

/// A clue of a scavenger hunt is at entities.
///
/// Server to client, opcode 0x06B9. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06B9, from = Server, standing = Proven)]
pub struct ServerPathExplorerScavengerHuntClueAddUnitList {
    #[wire(bits = 14)]
    pub path_explorer_scavenger_clue_id: u16,
    /// A peer omits the count.
    #[wire(count = 32)]
    pub unit_id_list: Vec<u32>,
}
