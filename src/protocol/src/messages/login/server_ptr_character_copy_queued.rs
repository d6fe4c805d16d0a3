//! 0x06EA: ptr character copy queued, from the server.

use protocol_derive::Message;

/// The copy for the test realm will be made.
///
/// Server to client, opcode 0x06EA. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06EA, from = Server, standing = Empty)]
pub struct ServerPtrCharacterCopyQueued;
