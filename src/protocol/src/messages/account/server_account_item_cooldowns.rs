//! 0x0969: account item cooldowns, from the server.

use crate::structs::AccountItemCooldown;
use protocol_derive::Message;

/// All cooldowns of account items that are still running.
///
/// Server to client, opcode 0x0969. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0969, from = Server, standing = Proven)]
pub struct ServerAccountItemCooldowns {
    #[wire(count = 32)]
    pub account_item_cooldowns: Vec<AccountItemCooldown>,
}
