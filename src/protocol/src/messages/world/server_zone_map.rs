//! 0x01B4: zone map, from the server.

use protocol_derive::Message;

/// Zone map.
///
/// Bit order inside each byte: LSB first; client treats `byte_count` as byte count.
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
