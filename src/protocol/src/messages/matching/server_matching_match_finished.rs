//! 0x05BE: matching match finished, from the server.

use protocol_derive::Message;

/// The match is over.
///
/// Server to client, opcode 0x05BE. Layout: empty, as the client expects. Sequence: flows.md
/// section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05BE, from = Server, standing = Empty)]
pub struct ServerMatchingMatchFinished;
