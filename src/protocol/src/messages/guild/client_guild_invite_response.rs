//! 0x0490: guild invite response, from the client.

use protocol_derive::Message;

/// Answers an invitation to a guild.
///
/// Client to server, opcode 0x0490. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0490, from = Client, standing = Proven)]
pub struct ClientGuildInviteResponse {
    pub accepted: bool,
}
