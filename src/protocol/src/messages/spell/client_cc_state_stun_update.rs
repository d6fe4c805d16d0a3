//! 0x00C3: cc state stun update, from the client.

use crate::enums::CCStateStunVictimGameplay;
use protocol_derive::Message;

/// The keys that break a stun.
///
/// Client to server, opcode 0x00C3. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00C3, from = Client, standing = Proven)]
pub struct ClientCCStateStunUpdate {
    #[wire(bits = 8)]
    pub input_pressed: CCStateStunVictimGameplay,
    #[wire(bits = 8)]
    pub input_held: CCStateStunVictimGameplay,
}
