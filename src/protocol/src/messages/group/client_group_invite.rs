//! 0x0416: group invite, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Invites a player.
///
/// Client to server, opcode 0x0416. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0416, from = Client, standing = Proven)]
pub struct ClientGroupInvite {
    pub name: WString,
    pub realm_name: WString,
}
