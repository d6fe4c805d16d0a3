//! 0x0099: path explorer cast searching, from the client.

use protocol_derive::Message;

/// An explorer searches around for a clue.
///
/// Client to server, opcode 0x0099. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0099, from = Client, standing = Proven)]
pub struct ClientPathExplorerCastSearching {
    pub client_spell_cast_unique_id: u32,
    #[wire(bits = 2)]
    pub search_radius_band: u8,
    #[wire(bits = 14)]
    pub path_explorer_scavenger_clue_id: u16,
}
