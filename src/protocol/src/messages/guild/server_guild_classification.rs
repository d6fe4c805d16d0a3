//! 0x0480: guild classification, from the server.

use crate::enums::GuildClassification;
use crate::structs::Identity;
use protocol_derive::Message;

/// What the guild says it is for.
///
/// Server to client, opcode 0x0480. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0480, from = Server, standing = Proven)]
pub struct ServerGuildClassification {
    pub guild_identity: Identity,
    #[wire(bits = 14)]
    pub classification: GuildClassification,
}
