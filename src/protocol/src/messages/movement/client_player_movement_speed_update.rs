//! 0x063B: player movement speed update, from the client.

use crate::enums::MovementSpeed;
use protocol_derive::Message;

/// The player's speed as the client reckons.
///
/// Client to server, opcode 0x063B. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x063B, from = Client, standing = Proven)]
pub struct ClientPlayerMovementSpeedUpdate {
    #[wire(bits = 32)]
    pub speed: MovementSpeed,
}
