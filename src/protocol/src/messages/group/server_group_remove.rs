//! 0x0450: group remove, from the server.

use crate::enums::RemoveReason;
use crate::structs::Identity;
use protocol_derive::Message;

/// A member left or was removed.
///
/// Server to client, opcode 0x0450. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0450, from = Server, standing = Proven)]
pub struct ServerGroupRemove {
    pub group_id: u64,
    pub unk0: u32,
    pub target_player: Identity,
    #[wire(bits = 4)]
    pub reason: RemoveReason,
}
