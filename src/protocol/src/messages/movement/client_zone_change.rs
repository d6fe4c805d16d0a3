//! 0x063A: zone change, from the client.

use protocol_derive::Message;

/// The player crossed into another zone.
///
/// Client to server, opcode 0x063A. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x063A, from = Client, standing = Proven)]
pub struct ClientZoneChange {
    #[wire(bits = 15)]
    pub previous_zone_id: u16,
    #[wire(bits = 15)]
    pub new_zone_id: u16,
}
