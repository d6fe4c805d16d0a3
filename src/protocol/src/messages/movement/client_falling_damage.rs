//! 0x00FB: falling damage, from the client.

use protocol_derive::Message;

/// The player fell; the part of its health that costs, as the client reckons.
///
/// Client to server, opcode 0x00FB. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00FB, from = Client, standing = Proven)]
pub struct ClientFallingDamage {
    pub health_percent: f32,
}
