//! 0x0495: guild remove, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// The player is no longer in a guild.
///
/// Server to client, opcode 0x0495. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0495, from = Server, standing = Short)]
pub struct ServerGuildRemove {
    pub guild_identity: Identity,
}
