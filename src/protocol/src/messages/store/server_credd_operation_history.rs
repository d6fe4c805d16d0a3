//! 0x0978: credd operation history, from the server.

use crate::enums::AccountOperation;
use crate::structs::Identity;
use protocol_derive::{Message, Wire};

/// What was done with CREDD.
///
/// Server to client, opcode 0x0978. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0978, from = Server, standing = Proven)]
pub struct ServerCreddOperationHistory {
    #[wire(count = 32)]
    pub history_entries: Vec<ServerCreddOperationHistoryHistoryEntries>,
}

/// What `history_entries` of [`ServerCreddOperationHistory`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerCreddOperationHistoryHistoryEntries {
    /// A peer writes 64 bits by omission; client: 32.
    #[wire(bits = 32)]
    pub operation: AccountOperation,
    pub is_initiator: bool,
    pub log_age: u32,
    pub transactor: Identity,
    pub unused: Identity,
    pub account_friend_id: u64,
    pub money_amount: u64,
}
