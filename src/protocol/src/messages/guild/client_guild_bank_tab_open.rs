//! 0x0477: guild bank tab open, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Opens a tab of the guild bank.
///
/// Client to server, opcode 0x0477. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0477, from = Client, standing = Proven)]
pub struct ClientGuildBankTabOpen {
    pub guild_identity: Identity,
    #[wire(bits = 9)]
    pub bank_tab_index: u16,
}
