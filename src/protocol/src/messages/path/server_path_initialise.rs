//! 0x06BC: path initialise, from the server.

use crate::enums::{Path, PathUnlockedMask};
use protocol_derive::Message;

/// Active path, progress on all four, and which are unlocked; on entering the world.
///
/// Server to client, opcode 0x06BC. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06BC, from = Server, standing = Proven)]
pub struct ServerPathInitialise {
    #[wire(bits = 3)]
    pub active_path: Path,
    pub path_progress: [u32; 4],
    #[wire(bits = 4)]
    pub path_unlocked_mask: PathUnlockedMask,
    pub time_since_last_activate_in_days: f32,
}
