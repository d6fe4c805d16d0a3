//! 0x05BC: matching match ready cancel, from the server.

use protocol_derive::Message;

/// The match will not be: somebody declined or let the time pass.
///
/// Server to client, opcode 0x05BC. Layout: empty, as the client expects. Sequence: flows.md
/// section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05BC, from = Server, standing = Empty)]
pub struct ServerMatchingMatchReadyCancel;
