//! 0x091B: cooldown list, from the server.

use crate::structs::Cooldown;
use protocol_derive::Message;

/// All cooldowns that run; on entering the world.
///
/// Server to client, opcode 0x091B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x091B, from = Server, standing = Proven)]
pub struct ServerCooldownList {
    #[wire(count = 32)]
    pub cooldowns: Vec<Cooldown>,
}
