//! 0x094F: cast guild boss token, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Uses a boss token of the war party.
///
/// Client to server, opcode 0x094F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x094F, from = Client, standing = Proven)]
pub struct ClientCastGuildBossToken {
    pub guild_identity: Identity,
    /// Client writes 18 bits; a peer reads 32.
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub client_spell_cast_unique_id: u32,
}
