//! 0x013E: pvp cooldown update, from the server.

use protocol_derive::Message;

/// Until when fighting players cannot be turned off.
///
/// Server to client, opcode 0x013E. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x013E, from = Server, standing = Short)]
pub struct ServerPvpCooldownUpdate {
    pub cooldown_remaining: u32,
}
