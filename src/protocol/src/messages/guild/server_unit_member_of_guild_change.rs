//! 0x04D4: unit member of guild change, from the server.

use protocol_derive::Message;

/// The guilds an entity belongs to.
///
/// Server to client, opcode 0x04D4. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04D4, from = Server, standing = Proven)]
pub struct ServerUnitMemberOfGuildChange {
    pub unit_id: u32,
    /// Client; a peer writes a u32 count.
    #[wire(count = 8)]
    pub guild_ids: Vec<u64>,
}
