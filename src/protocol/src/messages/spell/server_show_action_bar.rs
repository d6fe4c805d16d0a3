//! 0x016C: show action bar, from the server.

use crate::enums::ShortcutSet;
use protocol_derive::Message;

/// Shows a temporary action bar.
///
/// Server to client, opcode 0x016C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x016C, from = Server, standing = Proven)]
pub struct ServerShowActionBar {
    #[wire(bits = 4)]
    pub shortcut_set: ShortcutSet,
    #[wire(bits = 14)]
    pub action_bar_shortcut_set_id: u16,
    pub associated_unit_id: u32,
}
