//! 0x0974: account item cooldown set, from the server.

use protocol_derive::Message;

/// A cooldown of account items began.
///
/// Server to client, opcode 0x0974. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0974, from = Server, standing = Short)]
pub struct ServerAccountItemCooldownSet {
    pub account_item_cooldown_group: u32,
    pub cooldown_in_seconds: u32,
}
