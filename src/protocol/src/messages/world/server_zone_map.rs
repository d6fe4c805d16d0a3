//! 0x01B4: zone map, from the server.

use protocol_derive::Message;

/// Which parts of a zone map are discovered. The length counts bytes, the lowest bit of each byte
/// is its first.
///
/// Server to client, opcode 0x01B4. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01B4, from = Server, standing = Proven)]
pub struct ServerZoneMap {
    pub zone_map_id: u32,
    #[wire(length = 32)]
    pub zone_map_bits: Vec<u8>,
}
