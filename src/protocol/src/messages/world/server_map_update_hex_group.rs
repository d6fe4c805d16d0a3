//! 0x0965: map update hex group, from the server.

use protocol_derive::Message;

/// Colours a part of the zone map.
///
/// Server to client, opcode 0x0965. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0965, from = Server, standing = Proven)]
pub struct ServerMapUpdateHexGroup {
    #[wire(bits = 14)]
    pub map_zone_hex_group_id: u16,
    #[wire(bits = 21)]
    pub tooltip_localized_text_id: u32,
    pub color: u32,
    pub is_visible: bool,
}
