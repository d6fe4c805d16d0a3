//! 0x07B4: reset instances, from the client.

use protocol_derive::Message;

/// Resets all instances one is saved to.
///
/// Client to server, opcode 0x07B4. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07B4, from = Client, standing = Empty)]
pub struct ClientResetInstances;
