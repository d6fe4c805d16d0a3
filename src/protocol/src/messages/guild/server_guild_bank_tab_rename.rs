//! 0x0479: guild bank tab rename, from the server.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// The names of the guild bank's tabs.
///
/// Server to client, opcode 0x0479. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0479, from = Server, standing = Proven)]
pub struct ServerGuildBankTabRename {
    pub guild_identity: Identity,
    pub bank_tab_names: [WString; 10],
}
