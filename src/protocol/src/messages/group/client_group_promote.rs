//! 0x0446: group promote, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Makes a member the leader.
///
/// Client to server, opcode 0x0446. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0446, from = Client, standing = Proven)]
pub struct ClientGroupPromote {
    pub group_id: u64,
    pub targeted_player: Identity,
}
