//! 0x0970: account operation result, from the server.

use crate::enums::{AccountOperation, AccountOperationResult};
use protocol_derive::Message;

/// How an operation on the account inventory ended.
///
/// Server to client, opcode 0x0970. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0970, from = Server, standing = Proven)]
pub struct ServerAccountOperationResult {
    /// A peer writes 64 bits by omission.
    #[wire(bits = 32)]
    pub operation: AccountOperation,
    /// A peer writes 64 bits by omission.
    #[wire(bits = 32)]
    pub result: AccountOperationResult,
}
