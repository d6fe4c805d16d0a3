//! 0x0977: pending account items clear, from the server.

use protocol_derive::Message;

/// Forget all items that wait to be claimed.
///
/// Server to client, opcode 0x0977. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0977, from = Server, standing = Empty)]
pub struct ServerPendingAccountItemsClear;
