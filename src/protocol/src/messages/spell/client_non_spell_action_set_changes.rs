//! 0x016A: non spell action set changes, from the client.

use crate::enums::{ShortcutType, UILocation};
use protocol_derive::Message;

/// Puts an item, a macro or the like into the action bar.
///
/// Client to server, opcode 0x016A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x016A, from = Client, standing = Proven)]
pub struct ClientNonSpellActionSetChanges {
    #[wire(bits = 6)]
    pub action_bar_index: UILocation,
    #[wire(bits = 4)]
    pub shortcut_type: ShortcutType,
    pub object_id: u32,
    /// Client: u3; a peer writes reads u4.
    #[wire(bits = 3)]
    pub spec_index: u8,
}
