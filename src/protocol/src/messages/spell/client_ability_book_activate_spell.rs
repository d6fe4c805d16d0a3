//! 0x017A: ability book activate spell, from the client.

use protocol_derive::Message;

/// Puts a spell on, or takes it off, the bar.
///
/// Client to server, opcode 0x017A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x017A, from = Client, standing = Proven)]
pub struct ClientAbilityBookActivateSpell {
    #[wire(bits = 18)]
    pub spell4_id: u32,
    pub active: bool,
}
