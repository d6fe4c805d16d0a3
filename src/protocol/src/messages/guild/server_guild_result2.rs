//! 0x04CA: guild result2, from the server.

use crate::enums::GuildResult;
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// How an operation on a guild ended, in the second form the client knows.
///
/// Server to client, opcode 0x04CA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04CA, from = Server, standing = Proven)]
pub struct ServerGuildResult2 {
    pub guild_identity: Identity,
    pub reference_id: u32,
    pub target_name: WString,
    #[wire(bits = 8)]
    pub result: GuildResult,
}
