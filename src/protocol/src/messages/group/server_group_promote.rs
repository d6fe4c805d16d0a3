//! 0x0447: group promote, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// The group has another leader.
///
/// Server to client, opcode 0x0447. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0447, from = Server, standing = Proven)]
pub struct ServerGroupPromote {
    pub group_id: u64,
    pub leader_index: u32,
    pub new_leader: Identity,
}
