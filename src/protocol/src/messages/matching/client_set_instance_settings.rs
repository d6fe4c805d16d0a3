//! 0x0163: set instance settings, from the client.

use crate::enums::WorldDifficulty;
use protocol_derive::Message;

/// Chooses the difficulty before entering an instance.
///
/// Client to server, opcode 0x0163. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0163, from = Client, standing = Proven)]
pub struct ClientSetInstanceSettings {
    pub instance_portal_unit_id: u32,
    #[wire(bits = 2)]
    pub difficulty: WorldDifficulty,
    pub prime_level: u8,
    #[wire(bits = 11)]
    pub rally: u16,
}
