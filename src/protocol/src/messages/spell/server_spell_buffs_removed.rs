//! 0x0811: spell buffs removed, from the server.

use protocol_derive::Message;

/// Effects of a cast ended on targets.
///
/// Server to client, opcode 0x0811. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0811, from = Server, standing = Proven)]
pub struct ServerSpellBuffsRemoved {
    pub casting_id: u32,
    #[wire(count = 32)]
    pub spell_targets: Vec<u32>,
}
