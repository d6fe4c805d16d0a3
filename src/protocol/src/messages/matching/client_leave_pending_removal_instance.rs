//! 0x057C: leave pending removal instance, from the client.

use protocol_derive::Message;

/// Leaves the instance before being thrown out.
///
/// Client to server, opcode 0x057C. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x057C, from = Client, standing = Empty)]
pub struct ClientLeavePendingRemovalInstance;
