//! 0x0984: generic unlock character refresh, from the server.

use protocol_derive::Message;

/// The unlocks of the character once more.
///
/// Server to client, opcode 0x0984. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0984, from = Server, standing = Short)]
pub struct ServerGenericUnlockCharacterRefresh {
    #[wire(count = 32)]
    pub generic_unlock_entry_ids: Vec<u32>,
}
