//! 0x04DB: cast spell continuous, from the client.

use protocol_derive::Message;

/// Casts a spell again while its key is held.
///
/// Client to server, opcode 0x04DB. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04DB, from = Client, standing = Proven)]
pub struct ClientCastSpellContinuous {
    pub bag_index: u16,
    pub guid: u32,
    pub button_pressed: bool,
}
