//! 0x009A: cast spell, from the client.

use protocol_derive::Message;

/// A key of the action bar was pressed or let go.
///
/// Client to server, opcode 0x009A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x009A, from = Client, standing = Proven)]
pub struct ClientCastSpell {
    pub client_unique_id: u32,
    pub bag_index: u16,
    pub caster_id: u32,
    pub button_pressed: bool,
}
