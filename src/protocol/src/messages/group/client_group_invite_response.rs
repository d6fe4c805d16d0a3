//! 0x041A: group invite response, from the client.

use protocol_derive::Message;

/// Answers an invitation.
///
/// Client to server, opcode 0x041A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x041A, from = Client, standing = Proven)]
pub struct ClientGroupInviteResponse {
    pub group_id: u64,
    pub response: bool,
    pub unk1: u32,
}
