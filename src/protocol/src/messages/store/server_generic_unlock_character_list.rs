//! 0x0983: generic unlock character list, from the server.

use protocol_derive::Message;

/// Everything the character has unlocked.
///
/// Server to client, opcode 0x0983. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0983, from = Server, standing = Short)]
pub struct ServerGenericUnlockCharacterList {
    #[wire(count = 32)]
    pub generic_unlock_entry_ids: Vec<u32>,
}
