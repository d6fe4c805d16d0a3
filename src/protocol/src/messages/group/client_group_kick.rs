//! 0x0428: group kick, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Throws a member out.
///
/// Client to server, opcode 0x0428. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0428, from = Client, standing = Proven)]
pub struct ClientGroupKick {
    pub group_id: u64,
    pub targeted_player: Identity,
}
