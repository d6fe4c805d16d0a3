//! 0x056D: item modify glyphs, from the server.

use protocol_derive::Message;

/// The runes of an item changed.
///
/// Server to client, opcode 0x056D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x056D, from = Server, standing = Proven)]
pub struct ServerItemModifyGlyphs {
    pub item_guid: u64,
    pub random_glyph_data: u32,
    #[wire(count = 4)]
    pub glyphs: Vec<u32>,
}
