//! 0x0981: generic unlock account list, from the server.

use protocol_derive::Message;

/// Everything the account has unlocked; part of the burst before the character list.
///
/// Server to client, opcode 0x0981. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 2, 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0981, from = Server, standing = Short)]
pub struct ServerGenericUnlockAccountList {
    #[wire(count = 32)]
    pub generic_unlock_entry_ids: Vec<u32>,
}
