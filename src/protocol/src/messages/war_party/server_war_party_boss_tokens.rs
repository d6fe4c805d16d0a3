//! 0x0951: war party boss tokens, from the server.

use crate::structs::{Identity, WarPartyBossToken};
use protocol_derive::Message;

/// The boss tokens of the war party.
///
/// Server to client, opcode 0x0951. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0951, from = Server, standing = Proven)]
pub struct ServerWarPartyBossTokens {
    pub guild_identity: Identity,
    #[wire(count = 32)]
    pub tokens: Vec<WarPartyBossToken>,
}
