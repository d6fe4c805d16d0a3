//! 0x04AC: guild nameplate change, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// Which guild the player shows over its head.
///
/// Server to client, opcode 0x04AC. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04AC, from = Server, standing = Short)]
pub struct ServerGuildNameplateChange {
    pub guild_identity: Identity,
}
