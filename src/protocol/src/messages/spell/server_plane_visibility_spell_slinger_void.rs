//! 0x0172: plane visibility spell slinger void, from the server.

use protocol_derive::Message;

/// What a spellslinger in the void sees and is seen by.
///
/// Server to client, opcode 0x0172. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0172, from = Server, standing = Proven)]
pub struct ServerPlaneVisibilitySpellSlingerVoid {
    /// Client; a peer writes 32 bits.
    pub planes_can_be_seen: u8,
    /// Client; a peer writes 32 bits.
    pub planes_can_see: u8,
}
