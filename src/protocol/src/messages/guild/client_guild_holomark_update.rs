//! 0x010C: guild holomark update, from the client.

use protocol_derive::Message;

/// Which parts of the guild's mark the character shows.
///
/// Client to server, opcode 0x010C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x010C, from = Client, standing = Proven)]
pub struct ClientGuildHolomarkUpdate {
    pub left_hidden: bool,
    pub right_hidden: bool,
    pub back_hidden: bool,
    pub distance_near: bool,
}
