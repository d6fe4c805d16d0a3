//! 0x0804: cooldown, from the server.

use crate::structs::Cooldown;
use protocol_derive::Message;

/// A cooldown began.
///
/// Server to client, opcode 0x0804. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0804, from = Server, standing = Proven)]
pub struct ServerCooldown {
    pub cooldown: Cooldown,
}
