//! 0x04A8: guild bank money transaction, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Puts money into the guild bank or takes it out.
///
/// Client to server, opcode 0x04A8. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04A8, from = Client, standing = Proven)]
pub struct ClientGuildBankMoneyTransaction {
    pub guild_identity: Identity,
    pub amount: i64,
}
