//! 0x0812: spell update effect duration, from the server.

use protocol_derive::Message;

/// An effect lasts longer or shorter.
///
/// Server to client, opcode 0x0812. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0812, from = Server, standing = Proven)]
pub struct ServerSpellUpdateEffectDuration {
    pub casting_id: u32,
    pub spell_effect_unique_id: u32,
    pub duration: i32,
    pub target_id: u32,
}
