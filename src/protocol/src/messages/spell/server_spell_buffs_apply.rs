//! 0x0810: spell buffs apply, from the server.

use protocol_derive::{Message, Wire};

/// Effects were put on targets.
///
/// Server to client, opcode 0x0810. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0810, from = Server, standing = Proven)]
pub struct ServerSpellBuffsApply {
    #[wire(count = 32)]
    pub spell_targets: Vec<ServerSpellBuffsApplySpellTargets>,
}

/// What `spell_targets` of [`ServerSpellBuffsApply`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerSpellBuffsApplySpellTargets {
    pub server_unique_id: u32,
    pub target_id: u32,
    pub instance_count: u32,
}
