//! 0x0914: spell ability charges, from the server.

use protocol_derive::Message;

/// Charges left of a spell.
///
/// Server to client, opcode 0x0914. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0914, from = Server, standing = Short)]
pub struct ServerSpellAbilityCharges {
    #[wire(bits = 18)]
    pub spell_id: u32,
    pub ability_charge_count: u32,
}
