//! 0x0861: tradeskill relearn cooldown, from the server.

use protocol_derive::Message;

/// How long until another tradeskill can be learned.
///
/// Server to client, opcode 0x0861. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0861, from = Server, standing = Short)]
pub struct ServerTradeskillRelearnCooldown {
    pub relearn_cooldown: u32,
}
