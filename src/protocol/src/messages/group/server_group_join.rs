//! 0x0427: group join, from the server.

use crate::structs::{Group, Identity};
use protocol_derive::Message;

/// The player is in a group now: all of it.
///
/// Server to client, opcode 0x0427. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0427, from = Server, standing = Partial)]
pub struct ServerGroupJoin {
    pub target_player: Identity,
    pub group: Group,
}
