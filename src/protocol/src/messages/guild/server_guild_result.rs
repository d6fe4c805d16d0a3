//! 0x04C9: guild result, from the server.

use crate::enums::GuildResult;
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// How an operation on a guild ended.
///
/// Server to client, opcode 0x04C9. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04C9, from = Server, standing = Proven)]
pub struct ServerGuildResult {
    pub guild_identity: Identity,
    pub reference_id: u32,
    pub target_name: WString,
    #[wire(bits = 8)]
    pub result: GuildResult,
}
