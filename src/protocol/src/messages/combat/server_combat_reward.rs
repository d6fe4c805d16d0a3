//! 0x0919: combat reward, from the server.

use protocol_derive::Message;

/// A kill paid: currency, renown or the like.
///
/// Server to client, opcode 0x0919. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 9, 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0919, from = Server, standing = Proven)]
pub struct ServerCombatReward {
    #[wire(bits = 5)]
    pub stat: u8,
    pub new_value: u64,
    pub combat_reward_id: u32,
    pub target_unit_id: u32,
}
