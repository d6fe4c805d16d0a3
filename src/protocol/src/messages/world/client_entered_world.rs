//! 0x00F2: entered world, from the client.

use protocol_derive::Message;

/// The client has loaded the world.
///
/// Client to server, opcode 0x00F2. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F2, from = Client, standing = Proven)]
pub struct ClientEnteredWorld {
    #[wire(bits = 15)]
    pub world_zone_id: u16,
}
