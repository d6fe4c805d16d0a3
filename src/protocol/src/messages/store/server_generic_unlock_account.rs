//! 0x0982: generic unlock account, from the server.

use protocol_derive::Message;

/// The account unlocked something.
///
/// Server to client, opcode 0x0982. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0982, from = Server, standing = Short)]
pub struct ServerGenericUnlockAccount {
    #[wire(bits = 14)]
    pub generic_unlock_entry_id: u16,
}
