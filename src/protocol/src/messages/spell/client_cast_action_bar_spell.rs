//! 0x0096: cast action bar spell, from the client.

use crate::enums::ShortcutSet;
use crate::structs::Position;
use protocol_derive::Message;

/// Casts a spell of a temporary action bar.
///
/// Client to server, opcode 0x0096. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0096, from = Client, standing = Proven)]
pub struct ClientCastActionBarSpell {
    pub client_unique_id: u32,
    #[wire(bits = 4)]
    pub action_bar_set_index: u8,
    #[wire(bits = 4)]
    pub which_set: ShortcutSet,
    pub target_unit_id: u32,
    pub target_position: Position,
}
