//! 0x0422: group request join, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Asks to join the group of a player.
///
/// Client to server, opcode 0x0422. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0422, from = Client, standing = Proven)]
pub struct ClientGroupRequestJoin {
    pub name: WString,
    pub realm_name: WString,
}
