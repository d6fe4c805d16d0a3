//! 0x07F5: spell effect execute, from the server.

use protocol_derive::Message;

/// An effect of a spell works on a target now.
///
/// Server to client, opcode 0x07F5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07F5, from = Server, standing = Proven)]
pub struct ServerSpellEffectExecute {
    pub casting_id: u32,
    pub target_guid: u32,
    pub spell_effect_unique_id: u32,
}
