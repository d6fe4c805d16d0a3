//! 0x044F: group referral, from the server.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// A member proposes somebody to invite; the leader is to decide.
///
/// Server to client, opcode 0x044F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x044F, from = Server, standing = Proven)]
pub struct ServerGroupReferral {
    pub group_id: u64,
    pub invitee_identity: Identity,
    pub invitee_name: WString,
}
