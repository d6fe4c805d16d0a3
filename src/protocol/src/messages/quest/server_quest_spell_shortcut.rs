//! 0x0176: quest spell shortcut, from the server.

use protocol_derive::Message;

/// A quest lends a spell, or takes it back.
///
/// Server to client, opcode 0x0176. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0176, from = Server, standing = Proven)]
pub struct ServerQuestSpellShortcut {
    #[wire(bits = 18)]
    pub spell_id: u32,
    #[wire(bits = 3)]
    pub reason: u8,
    pub source_id: u32,
    pub add_remove: bool,
}
