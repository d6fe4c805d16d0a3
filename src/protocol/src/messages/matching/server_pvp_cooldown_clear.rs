//! 0x013D: pvp cooldown clear, from the server.

use protocol_derive::Message;

/// The player may turn fighting players on or off again.
///
/// Server to client, opcode 0x013D. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x013D, from = Server, standing = Empty)]
pub struct ServerPvpCooldownClear;
