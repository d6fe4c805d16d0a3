//! 0x06BE: path unlock result, from the server.

use crate::enums::{GenericError, PathUnlockedMask};
use protocol_derive::Message;

/// How unlocking a path ended.
///
/// Server to client, opcode 0x06BE. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06BE, from = Server, standing = Proven)]
pub struct ServerPathUnlockResult {
    #[wire(bits = 8)]
    pub result: GenericError,
    /// A peer omits the width and writes 64 bits; trailing; 0x06BC uses 4 for the same mask.
    #[wire(bits = 4)]
    pub unlocked_path_mask: PathUnlockedMask,
}
