//! 0x0366: disabled gameplay systems, from the server.

use crate::enums::GameplaySystem;
use protocol_derive::Message;

/// A part of the game is switched off, or on again.
///
/// Server to client, opcode 0x0366. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0366, from = Server, standing = Proven)]
pub struct ServerDisabledGameplaySystems {
    /// Client; a peer writes 8 bits.
    #[wire(bits = 3)]
    pub system_type: GameplaySystem,
    pub unused: u32,
    pub disabled: bool,
}
